"""启动必填 of a park: twenty answers, one phone page."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.questions.base import BLOCK, COUNT, DAY, PHONE, UNDERTAKING, VERDICT, Part, Question
from plans.questions.second.sources import VETO

GATES = pgettext_lazy("gates", "个")
UNDERTAKING_TEXT = _(
    "本园区承诺：所填内容真实，其余内容在规定时限内补齐；管控期间守住园区边界，统筹检测、转运、物资保障和货物交接；"
    "逐户指导企业落实闭环要求；发现异常立即报告，并督促不具备条件的企业停止闭环生产。"
)

PARTS = (
    Part(
        "contact",
        _("负责人与期限"),
        (
            Question("director_name", _("园区负责人"), severity=BLOCK, hint=_("管委会主要负责人")),
            Question("director_phone", _("园区负责人电话"), PHONE, severity=BLOCK),
            Question("duty_phone", _("24小时值班电话"), PHONE, hint=_("夜间也须有人接听")),
            Question("firms_covered", _("覆盖企业"), COUNT, _("家"), low=1, high=20000),
            Question("planned_from", _("拟闭环起"), DAY),
            Question("planned_until", _("拟闭环止"), DAY),
        ),
    ),
    Part(
        "boundary",
        _("边界可封"),
        (
            Question("gates_total", _("园区卡口总数"), COUNT, GATES, low=1, high=500),
            Question(
                "gates_kept", _("保留卡口"), COUNT, GATES, low=1, high=500, hint=_("保留的每个都要有人值守")
            ),
        ),
        condition=True,
    ),
    Part(
        "lodging",
        _("食宿可保"),
        (
            Question("staff_total", _("从业人员"), COUNT, _("人"), low=1),
            Question("people_inside", _("闭环人数"), COUNT, _("人"), low=1, hint=_("各企业驻厂人员合计")),
            Question("beds", _("床位数"), COUNT, _("张"), hint=_("各企业和园区合计，含行军床")),
            Question("living_stock_days", _("生活物资储备"), COUNT, _("天"), high=366, hint=_("按最短的计")),
        ),
        condition=True,
    ),
    Part(
        "stock",
        _("备货可用"),
        (
            Question("material_stock_days", _("原辅料可用"), COUNT, _("天"), high=366, hint=_("按最短的计")),
            Question("ppe_stock_days", _("防疫物资储备"), COUNT, _("天"), high=366),
            Question(
                "trucks_per_day", _("日均进出车次"), COUNT, _("车次"), high=50000, hint=_("据此安排通行证")
            ),
        ),
        condition=True,
    ),
    Part(
        "safety",
        _("应急与安全"),
        (
            Question("transfer_name", _("阳性转运联络人"), severity=BLOCK),
            Question("transfer_phone", _("转运联络电话"), PHONE, severity=BLOCK),
            Question(
                "safety_check",
                _("园区安全生产检查"),
                VERDICT,
                severity=BLOCK,
                hint=_("不合格不能提交"),
                source=VETO,
                veto=_("园区安全生产检查不合格，一票否决。"),
            ),
        ),
    ),
    Part(
        "undertaking",
        _("园区承诺"),
        (
            Question(
                "undertaking",
                _("我代表园区作出以上承诺"),
                UNDERTAKING,
                severity=BLOCK,
                text=UNDERTAKING_TEXT,
                version="park.2",
            ),
            Question("signer", _("承诺人"), hint=_("签字人姓名和职务")),
        ),
    ),
)
