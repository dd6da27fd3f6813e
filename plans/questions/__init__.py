"""The question sets in force, and every set a plan was ever answered in."""

from .enterprise_1 import ENTERPRISE_1
from .enterprise_2 import ENTERPRISE_2
from .park_1 import PARK_1
from .park_2 import PARK_2

SETS = {questions.name: questions for questions in (ENTERPRISE_1, PARK_1, ENTERPRISE_2, PARK_2)}
CURRENT = {"enterprise": ENTERPRISE_2, "park": PARK_2}
# Every figure a threshold may be set on: {key: Measure}.
MEASURES = {measure.key: measure for questions in SETS.values() for measure in questions.measures}
