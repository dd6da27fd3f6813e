"""A judgement with its digest: what a person was shown, what an order was made by, and what differs between."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.utils.translation import gettext as _

from clock import clock
from plans.loops.judging import sentence
from workflow.errors import Refused

from .models import SwitchPreview

# What of a line makes up the judgement: whether it can, by which plan and version, for how many, which backups.
JUDGED = ("credit_code", "code", "standing", "plan", "version", "people", "equal", "reduced")
KEPT = ("firm", "name", "territory", *JUDGED)


@dataclass(frozen=True)
class Judgement:
    """Lines (dicts) of the firms of a scope, by name. The officer's own choices are not part of it."""

    lines: tuple
    unknown: tuple = ()

    @cached_property
    def ready(self):
        return [line for line in self.lines if not line["code"]]

    @cached_property
    def refused(self):
        return [line for line in self.lines if line["code"]]

    @cached_property
    def people(self):
        return sum(line["people"] or 0 for line in self.ready)

    @cached_property
    def digest(self):
        """SHA-256 over the judged facts of every firm, in the order of the codes."""
        facts = sorted([line[name] for name in JUDGED] for line in self.lines)
        return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()

    @cached_property
    def reasons(self):
        """[(sentence, code, standing, lines)] of those who cannot, the commonest reason first."""
        key = lambda line: (line["code"], line["standing"])  # noqa: E731
        gathered = [(*why, list(lines)) for why, lines in groupby(sorted(self.refused, key=key), key)]
        gathered.sort(key=lambda group: (-len(group[2]), group[0], group[1]))
        return [
            {"sentence": why_of(code, standing), "code": code, "standing": standing, "lines": lines}
            for code, standing, lines in gathered
        ]

    def keep(self, by):
        """Remember it under its digest, for this person; the same judgement twice is one."""
        SwitchPreview.objects.bulk_create(
            [SwitchPreview(by=by, digest=self.digest, at=clock.now(), lines=list(self.lines))],
            ignore_conflicts=True,
        )
        return self


class Differs(Refused):
    """Things changed between the preview and the press: nothing was done. ``changes`` tell what; ``errors`` for REST."""

    def __init__(self, changes, judgement):
        said = _("预览之后情况有变，没有下达。请看变化，再按新的预览下达。")
        super().__init__(said, code="judgement_differs")
        self.changes, self.judgement = changes, judgement
        self.errors = [
            {
                "field": change["credit_code"],
                "code": "changed",
                "detail": _("{name}：预览时{was}；现在{now}").format(**change),
            }
            for change in changes
        ]


def of_lines(lines, unknown=()):
    """A judgement of ``plans`` lines."""
    return Judgement(tuple({name: getattr(line, name) for name in KEPT} for line in lines), tuple(unknown))


def demand_same(digest, judgement, by):
    """Raise ``Differs`` unless the judgement is the one previewed under ``digest``."""
    if digest == judgement.digest:
        return
    known = SwitchPreview.objects.filter(by=by, digest=digest).values_list("lines", flat=True).first()
    raise Differs(changes(known, judgement.lines) if known is not None else [], judgement)


def changes(before, after):
    """[{credit_code, name, was, now}] of the firms of which the two judgements tell something else."""
    old = {line["credit_code"]: line for line in before}
    new = {line["credit_code"]: line for line in after}
    return [
        {"credit_code": code, "name": (new.get(code) or old[code])["name"], "was": was, "now": now}
        for code in sorted(old.keys() | new.keys())
        if _facts(old.get(code)) != _facts(new.get(code))
        and ((was := in_words(old.get(code))), (now := in_words(new.get(code))))
    ]


def in_words(line):
    """A line of a judgement as people read it."""
    if line is None:
        return _("不在其中")
    if line["code"]:
        return why_of(line["code"], line["standing"])
    backups = [word for name, word in (("equal", _("同准备份")), ("reduced", _("降准备份"))) if line[name]]
    told = _("可下达（方案{plan}第{version}版，{people}人{backups}）")
    return told.format(
        plan=line["plan"],
        version=line["version"] or 1,
        people=line["people"] or 0,
        backups="".join(_("，有{backup}").format(backup=word) for word in backups),
    )


def why_of(code, standing):
    """The sentence of a reason, be it of an order or of a lifting."""
    if code == "not_sealed":
        return _("尚未确认已封闭；不用的指令请撤回。")
    return str(sentence(code, standing))


def _facts(line):
    return line and [line[name] for name in JUDGED]
