"""限期补齐 of a firm: who answers for what, and who works in which shift."""

from django.utils.translation import gettext_lazy as _

from plans.questions.base import REST, Part
from plans.questions.making import OPTIONAL, choice, count, person, rows, text, yesno
from plans.questions.second.people import SHARED
from plans.questions.second.sources import PROPOSED, TIANJIN

RELIEF = [("a", _("A岗")), ("b", _("B岗"))]
SHIFT = [("day", _("白班")), ("night", _("夜班")), ("rotating", _("轮班")), ("long", _("长白班"))]

PROFILE = Part(
    "profile",
    _("企业与专班"),
    (
        text("industry", _("行业"), hint=_("国民经济行业分类的类别名称或代码"), source="GB/T 4754-2017"),
        *person("liaison_", name=_("企业联络员"), number=_("联络员电话")),
        *SHARED,
    ),
    need=REST,
)

SHIFTS = Part(
    "shifts",
    _("人员与班组"),
    (
        count("staff_line", _("一线人员"), _("人"), hint=_("三项合计应等于闭环人数，外包人员计入")),
        count("staff_support", _("后勤人员"), _("人"), hint=_("食堂、保洁、宿管、医务")),
        count("staff_gate", _("门岗和物流人员"), _("人")),
        count("staff_minimum", _("最低运行人数"), _("人"), hint=_("少于此数即须停产"), source=PROPOSED),
        rows(
            "shift_groups",
            _("班组"),
            text("name", _("班组")),
            choice("relief", _("A岗或B岗"), RELIEF),
            choice("shift", _("班次"), SHIFT),
            count("headcount", _("人数"), _("人"), low=1, high=20000),
            text("area", _("作业区域"), need=OPTIONAL),
            yesno("key_post", _("关键岗位"), need=OPTIONAL),
            hint=_("以最小单元编组；关键岗位A、B岗不同班、不同住"),
            source=TIANJIN,
        ),
    ),
    need=REST,
    helps="lodging",
)
