"""一企一策, second version: the start form (启动必填) and the whole form owed after it (限期补齐).

Landed: never edited, only followed by a third.
"""

from django.utils.translation import gettext_lazy as _

from plans.questions.base import QuestionSet
from plans.questions.second.goods import backup
from plans.questions.second.people import disinfection, emergency, safety

from . import boundary, consistency, goods, lodging, people, start

ENTERPRISE_2 = QuestionSet(
    "enterprise.2",
    "enterprise",
    _("企业闭环生产方案"),
    parts=(
        *start.PARTS,
        people.PROFILE,
        boundary.ZONES,
        people.SHIFTS,
        lodging.ROOMS,
        lodging.CATERING,
        lodging.TESTING,
        goods.MATERIALS,
        goods.HANDOVER,
        disinfection(),
        emergency(),
        safety(_("企业复查结论")),
        backup(_("设备、供应、场地或人员受限时怎样维持生产。列入白名单的须填。")),
    ),
    rules=consistency.RULES,
    measures=consistency.MEASURES,
)
