"""The question sets in force, and every set a plan was ever answered in."""

from .enterprise_1 import ENTERPRISE_1
from .park_1 import PARK_1

SETS = {questions.name: questions for questions in (ENTERPRISE_1, PARK_1)}
CURRENT = {"enterprise": ENTERPRISE_1, "park": PARK_1}
