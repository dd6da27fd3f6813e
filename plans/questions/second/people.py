"""Who answers for what: the lines both kinds of plan ask of their people."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.questions.base import PHONE, REST, Part, Question
from plans.questions.making import (
    OPTIONAL,
    choice,
    count,
    day,
    long,
    person,
    phone,
    rows,
    text,
    verdict,
    yesno,
)

from .sources import CHONGZHOU, LUZHOU, PROPOSED, SHANGHAI_1, SHANGHAI_2, STATE_GUIDE, TEN_ITEMS, VETO

TEAM = [
    ("command", _("指挥调度")),
    ("response", _("应急处置")),
    ("logistics", _("后勤保障")),
    ("oversight", _("督导管控")),
]
CONTACTS = [("town", _("镇街")), ("cdc", _("疾控")), ("hospital", _("医院")), ("other", _("其他"))]
SHARED = [
    Question("epidemic_manager_name", _("疫情防控分管负责人"), need=REST, source=TEN_ITEMS),
    Question("epidemic_manager_phone", _("分管负责人电话"), PHONE, need=REST),
    text("area_leader", _("包片领导"), source=LUZHOU, hint=_("姓名和职务")),
    text("service_officer", _("驻企服务专员或包联专员"), source=LUZHOU, hint=_("姓名和单位")),
    rows(
        "team",
        _("闭环管理专班"),
        choice("role", _("分工"), TEAM),
        *person(),
        text("post", _("职务"), need=OPTIONAL),
        min_rows=4,
        max_rows=40,
        hint=_("四项分工每项至少一人"),
        source=TEN_ITEMS,
    ),
]


def disinfection():
    return Part(
        "disinfection",
        _("消毒与废弃物"),
        (
            text("disinfection_name", _("消毒责任人")),
            phone("disinfection_phone", _("消毒责任人电话")),
            count(
                "disinfections_per_day",
                _("消毒频次"),
                _("次/日"),
                high=48,
                hint=_("公共区域每日次数"),
                source=STATE_GUIDE,
            ),
            long(
                "surfaces",
                _("高频接触面和聚集场所"),
                hint=_("门把手、按键、食堂、更衣室等，写明用什么消毒"),
                source=SHANGHAI_2,
            ),
            yesno("waste_collected", _("废弃防护用品集中收集"), source=SHANGHAI_1),
            text("waste_place", _("收集点位"), need=OPTIONAL),
        ),
        need=REST,
    )


def emergency(*more):
    return Part(
        "emergency",
        _("应急处置"),
        (
            long(
                "emergency_plan",
                _("应急处置要点"),
                hint=_("发现阳性后谁报告、谁封控、谁转运；全文可作附件"),
                source=SHANGHAI_1,
            ),
            text("meeting_point", _("阳性转运上车点"), hint=_("与其他人员通道分开"), source=SHANGHAI_1),
            rows(
                "contacts",
                _("应急联系人"),
                choice("kind", _("单位类别"), CONTACTS),
                text("unit", _("单位"), need=OPTIONAL),
                *person(),
                min_rows=3,
                max_rows=40,
                hint=_("镇街、疾控、医院各至少一人"),
                source=PROPOSED,
            ),
            day("drill_date", _("最近一次应急演练"), need=OPTIONAL),
            *more,
        ),
        need=REST,
    )


def safety(check_label):
    return Part(
        "production_safety",
        _("安全生产"),
        (
            day("safety_check_date", _("专项检查日期"), source=VETO),
            text("safety_checker", _("检查人"), hint=_("姓名和职务")),
            count("hazards_found", _("发现隐患"), pgettext_lazy("hazards", "处")),
            count("hazards_open", _("未整改隐患"), pgettext_lazy("hazards", "处"), source=VETO),
            verdict(
                "second_check",
                check_label,
                hint=_("隐患整改后再查；有重大隐患的不得启动"),
                veto=_("复查不合格。"),
                source=VETO,
                need=OPTIONAL,
            ),
            yesno("no_overwork", _("已安排防超时、防疲劳作业"), source=CHONGZHOU),
        ),
        need=REST,
    )
