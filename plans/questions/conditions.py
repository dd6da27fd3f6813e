"""Under which condition an answer is owed at all ("必填，如…")."""

from dataclasses import dataclass
from typing import Any

LISTED = "listed"  # the subject is on the white list


@dataclass(frozen=True)
class If:
    """The answer to ``key`` is one of ``values``, or a number of at least ``least``; or a fact the portal knows.

    ``words`` is the condition as people read it beside the question.
    """

    words: Any
    key: str = ""
    values: tuple = ()
    least: float | None = None
    fact: str = ""

    def met(self, answers, facts=frozenset()):
        if self.fact:
            return self.fact in facts
        answer = answers.get(self.key)
        if answer is None:
            return False
        return answer >= self.least if self.least is not None else answer in self.values
