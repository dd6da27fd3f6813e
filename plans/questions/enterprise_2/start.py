"""启动必填 of a firm: nineteen answers, one phone page."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.questions.base import BLOCK, COUNT, DAY, PHONE, UNDERTAKING, VERDICT, Part, Question
from plans.questions.second.sources import VETO

GATES = pgettext_lazy("gates", "个")
UNDERTAKING_TEXT = _(
    "本企业承诺：所填内容真实，其余内容在规定时限内补齐；闭环期间在岗人员未经批准不离开厂区，因病等确需离开的由属地专人接送，"
    "管控期间不再返岗；落实进厂车辆交接、人员检测和消毒要求；发现异常立即报告；不具备条件时立即停止闭环生产。"
)

PARTS = (
    Part(
        "contact",
        _("负责人与期限"),
        (
            Question(
                "principal_name",
                _("第一责任人"),
                severity=BLOCK,
                hint=_("企业主要负责人"),
                source=_("企业主要负责人为疫情防控第一责任人"),
            ),
            Question("principal_phone", _("第一责任人电话"), PHONE, severity=BLOCK),
            Question("duty_phone", _("24小时应急电话"), PHONE, hint=_("夜间也须有人接听")),
            Question("planned_from", _("拟闭环起"), DAY),
            Question("planned_until", _("拟闭环止"), DAY),
        ),
    ),
    Part(
        "boundary",
        _("边界可封"),
        (
            Question("gates_total", _("出入口总数"), COUNT, GATES, low=1, high=200),
            Question(
                "gates_kept",
                _("保留出入口"),
                COUNT,
                GATES,
                low=1,
                high=200,
                hint=_("其余封闭；保留的每个都要有人值守"),
            ),
        ),
        condition=True,
    ),
    Part(
        "lodging",
        _("食宿可保"),
        (
            Question("staff_total", _("员工总数"), COUNT, _("人"), low=1),
            Question("people_inside", _("闭环人数"), COUNT, _("人"), low=1, hint=_("驻厂人员，含外包和后勤")),
            Question("beds", _("床位数"), COUNT, _("张"), hint=_("含行军床和临时铺位")),
            Question("living_stock_days", _("生活物资储备"), COUNT, _("天"), high=366),
        ),
        condition=True,
    ),
    Part(
        "stock",
        _("备货可用"),
        (
            Question("material_stock_days", _("原辅料可用"), COUNT, _("天"), high=366),
            Question("ppe_stock_days", _("防疫物资储备"), COUNT, _("天"), high=366),
            Question(
                "trucks_per_day", _("日均进出车次"), COUNT, _("车次"), high=5000, hint=_("据此安排通行证")
            ),
        ),
        condition=True,
    ),
    Part(
        "safety",
        _("应急与安全"),
        (
            Question(
                "transfer_name", _("阳性转运联络人"), severity=BLOCK, hint=_("发现阳性时与属地对接转运的人")
            ),
            Question("transfer_phone", _("转运联络电话"), PHONE, severity=BLOCK),
            Question(
                "safety_check",
                _("安全生产自查"),
                VERDICT,
                severity=BLOCK,
                hint=_("启动前须完成专项自查；不合格不能提交"),
                source=VETO,
                veto=_("安全生产自查不合格，一票否决。"),
            ),
        ),
    ),
    Part(
        "undertaking",
        _("企业承诺"),
        (
            Question(
                "undertaking",
                _("我代表企业作出以上承诺"),
                UNDERTAKING,
                severity=BLOCK,
                text=UNDERTAKING_TEXT,
                version="enterprise.2",
                source=_("行业指导、属地监管、企业承诺"),
            ),
            Question("signer", _("承诺人"), hint=_("签字人姓名和职务")),
        ),
    ),
)
