"""一园一策, start form (启动必填), first version. Landed: never edited, only followed by a second."""

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from .base import BLOCK, COUNT, DAY, PHONE, UNDERTAKING, VERDICT, Part, Question, QuestionSet, Rule

UNDERTAKING_TEXT = _(
    "本园区承诺：所填内容真实；管控期间守住园区边界，统筹检测、转运、物资保障和货物交接；"
    "逐户指导企业落实闭环要求；发现异常立即报告，并督促不具备条件的企业停止闭环生产。"
)

PARK_1 = QuestionSet(
    "park.1",
    "park",
    _("园区闭环生产启动表"),
    parts=(
        Part(
            "contact",
            _("负责人与期限"),
            (
                Question("director_name", _("园区负责人"), severity=BLOCK, hint=_("管委会主要负责人")),
                Question("director_phone", _("园区负责人电话"), PHONE, severity=BLOCK),
                Question("duty_phone", _("24小时值班电话"), PHONE, hint=_("夜间也须有人接听")),
                Question("firms_covered", _("覆盖企业"), COUNT, _("家"), low=1, high=20000),
                Question("staff_total", _("从业人员"), COUNT, _("人"), low=1),
                Question("planned_from", _("拟闭环起"), DAY),
                Question("planned_until", _("拟闭环止"), DAY, hint=_("一般不超过60天")),
            ),
        ),
        Part(
            "boundary",
            _("边界可封"),
            (
                Question(
                    "gates_total", _("园区卡口总数"), COUNT, pgettext_lazy("gates", "个"), low=1, high=500
                ),
                Question(
                    "gates_kept",
                    _("保留卡口"),
                    COUNT,
                    pgettext_lazy("gates", "个"),
                    low=1,
                    high=500,
                    hint=_("保留的每个都要有人值守"),
                ),
            ),
            condition=True,
        ),
        Part(
            "lodging",
            _("食宿可保"),
            (
                Question("people_inside", _("闭环人数"), COUNT, _("人"), low=1, hint=_("各企业驻厂人员合计")),
                Question("isolation_rooms", _("隔离观察房"), COUNT, _("间"), high=20000),
                Question("nat_sites", _("核酸采样点"), COUNT, pgettext_lazy("sites", "个"), high=500),
                Question("nat_lanes", _("采样通道"), COUNT, _("条"), high=5000),
            ),
            condition=True,
        ),
        Part(
            "stock",
            _("备货可用"),
            (
                Question("handover_yard", _("公共货物交接场地"), hint=_("地点；与生产区、生活区分开")),
                Question("supply_warehouse", _("生活与防疫物资仓库"), hint=_("地点")),
                Question(
                    "trucks_per_day",
                    _("日均进出车次"),
                    COUNT,
                    _("车次"),
                    high=50000,
                    hint=_("据此安排通行证"),
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
                    source=_("疫情防控与安全生产双否决"),
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
                    version="park.1",
                ),
            ),
        ),
    ),
    rules=(
        Rule(
            "planned_until",
            ("planned_from", "planned_until"),
            lambda a: a["planned_until"] < a["planned_from"],
            lambda a: gettext("止早于起。"),
        ),
        Rule(
            "gates_kept",
            ("gates_total", "gates_kept"),
            lambda a: a["gates_kept"] > a["gates_total"],
            lambda a: gettext("保留的卡口多于总数。"),
        ),
        Rule(
            "people_inside",
            ("staff_total", "people_inside"),
            lambda a: a["people_inside"] > a["staff_total"],
            lambda a: gettext("闭环人数多于从业人员。"),
        ),
        Rule(
            "isolation_rooms",
            ("isolation_rooms", "people_inside"),
            lambda a: a["isolation_rooms"] * 100 < a["people_inside"],
            lambda a: gettext("少于闭环人数的百分之一。"),
            _("本平台建议值"),
        ),
        Rule(
            "nat_sites",
            ("nat_sites",),
            lambda a: a["nat_sites"] == 0,
            lambda a: gettext("园区内没有采样点。"),
        ),
    ),
)
