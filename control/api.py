"""What control answers over REST."""

from .disqualif_api import ROUTES as DISQUALIFICATION
from .switch_answers_api import AnswersViewSet
from .switch_api import SwitchViewSet
from .switch_prepared_api import PreparedViewSet

ROUTES = {
    "switches": SwitchViewSet,
    "prepared-switches": PreparedViewSet,
    "loop-answers": AnswersViewSet,
    **DISQUALIFICATION,
}
