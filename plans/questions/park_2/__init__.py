"""一园一策, second version: the start form (启动必填) and the whole form owed after it (限期补齐).

Landed: never edited, only followed by a third.
"""

from django.utils.translation import gettext_lazy as _

from plans.questions.base import QuestionSet
from plans.questions.second import measures
from plans.questions.second.goods import backup
from plans.questions.second.people import disinfection, emergency, safety

from . import consistency, place, services, start

PARK_2 = QuestionSet(
    "park.2",
    "park",
    _("园区闭环生产方案"),
    parts=(
        *start.PARTS,
        place.PROFILE,
        place.FIRMS,
        place.GATES,
        place.GRIDS,
        services.TESTING,
        services.ISOLATION,
        services.WAREHOUSE,
        services.TRUCKS,
        disinfection(),
        emergency(services.EMERGENCY_TEAM),
        safety(_("园区复查结论")),
        backup(_("卡口、仓库、交接场地或人员受限时怎样维持。列入白名单的须填。")),
    ),
    rules=consistency.RULES,
    measures=(*measures.SHARED, *measures.PARK),
)
