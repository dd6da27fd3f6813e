"""What control answers over REST."""

from .disqualification.api import ROUTES as DISQUALIFICATION
from .switch.answers_api import AnswersViewSet
from .switch.api import SwitchViewSet
from .switch.prepared_api import PreparedViewSet

ROUTES = {
    "switches": SwitchViewSet,
    "prepared-switches": PreparedViewSet,
    "loop-answers": AnswersViewSet,
    **DISQUALIFICATION,
}
