"""What an import found and did: counts, errors by row and column, warnings."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .cells import shown

SHOWN = 500  # errors listed on a page or in an answer; the total is always given


@dataclass(frozen=True)
class Problem:
    """One thing in the way: where it stands in the file as given, and why in one sentence."""

    row: int | None
    column: str
    value: str
    code: str
    reason: str
    key: str = ""

    def as_json(self):
        return {
            "row": self.row,
            "column": self.column or None,
            "field": self.key or None,
            "value": self.value,
            "code": self.code,
            "reason": self.reason,
        }


@dataclass
class Report:
    """The outcome of one run. ``done`` is true only when the rows were written and stay written."""

    kind: str
    title: str
    name: str
    dry_run: bool
    digest: str = ""
    rows: int = 0
    options: dict = field(default_factory=dict)
    counts: dict = field(default_factory=lambda: {"created": 0, "changed": 0, "unchanged": 0})
    errors: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    done: bool = False
    understood: list = field(default_factory=list)  # what the rows were taken to mean, for kinds that show it
    lands: str = ""  # where what was written is to be seen; "" for the kind's own list

    @property
    def ok(self):
        return not self.errors

    @property
    def shown_errors(self):
        return self.errors[:SHOWN]

    @property
    def sentence(self):
        """The report in one line, for a message or a terminal."""
        if self.errors:
            return _("共 %(count)s 处须改正，改后才能导入；没有写入任何内容。") % {"count": len(self.errors)}
        figures = self.counts | {"rows": self.rows}
        if self.done:
            return (
                _("已导入 %(rows)s 行：新增 %(created)s，更新 %(changed)s，无变化 %(unchanged)s。") % figures
            )
        return (
            _("检查通过 %(rows)s 行：将新增 %(created)s，更新 %(changed)s，无变化 %(unchanged)s。") % figures
        )

    def refuse(self, error, *, row=None, key="", column="", value=""):
        """Files an error that carries ``code`` and ``reason``."""
        self.errors.append(Problem(row, str(column), shown(value), error.code, str(error.reason), key))

    def as_json(self):
        return {
            "kind": self.kind,
            "file": self.name,
            "sha256": self.digest,
            "dry_run": self.dry_run,
            "done": self.done,
            "rows": self.rows,
            "counts": self.counts,
            "options": {
                key: value if isinstance(value, int) else str(value) for key, value in self.options.items()
            },
            "warnings": [str(warning) for warning in self.warnings],
            "error_count": len(self.errors),
            "errors": [problem.as_json() for problem in self.shown_errors],
        }
