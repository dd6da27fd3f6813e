"""A plan's version as a paper: what the PDF prints, and how the plan stands by now."""

from django.utils.translation import gettext as _

from papers.models import Paper
from papers.receiving import shown_papers
from papers.services import want
from plans.models import Plan, PlanAttachment
from plans.people import county, filers, territorial
from plans.questions.base import UNDERTAKING
from plans.review.reading import parts_of
from ui import moments
from workflow.verbs import history


def plan_paper(plan, *, by, base):
    """The paper of the last frozen version (of a draft the open one) as the plan stands now.

    A later step is another paper.
    """
    version = plan.versions.exclude(frozen_at=None).last() or plan.versions.last()
    parts = parts_of(version)
    return want(
        "plan",
        f"{plan.pk}.{version.number}",
        title=f"{plan.subject} {plan.get_kind_display()} {_version(version)}",
        data=_printed(plan, version, parts),
        tells=[
            (_("版次"), _version(version)),
            (_("打印时状态"), plan.get_status_display()),
            (_("定稿"), moments.moment(version.frozen_at) if version.frozen_at else _("草稿，未定稿")),
        ],
        by=by,
        base=base,
    )


def _version(version):
    return _("第{number}版").format(number=version.number)


def _printed(plan, version, parts):
    firm = plan.enterprise
    head = [
        *([(_("统一社会信用代码"), firm.credit_code)] if firm else []),
        (_("区县"), str(plan.subject.county)),
        *([(_("属地"), str(firm.territory or "—"))] if firm else []),
        (_("版次"), _version(version)),
        (_("定稿"), moments.moment(version.frozen_at) if version.frozen_at else _("草稿，未定稿")),
        (_("状态"), plan.get_status_display()),
    ]
    return {
        "subject": str(plan.subject),
        "kind": plan.get_kind_display(),
        "draft": version.frozen_at is None,
        "head": head,
        "parts": [
            *(
                {"title": str(part.part.title), "lines": [_line(line) for line in part.lines]}
                for part in parts
            ),
            *_attached(version),
        ],
        "promise": next(str(q.text) for part in parts for q in part.part.questions if q.type == UNDERTAKING),
        "seals": [_("企业负责人签字") if firm else _("园区负责人签字"), _("属地初审")],
        "steps": [(str(step["label"]), " ".join(_done(step))) for step in reversed(history(plan))],
        "digest": version.sha256,
    }


def _attached(version):
    """What came with the version, as one part more."""
    came = PlanAttachment.objects.of_version(version).select_related("file")
    lines = [(one.get_kind_display(), f"{one.file.name} SHA-256 {one.file.sha256}", []) for one in came]
    return [{"title": _("附件"), "lines": lines}] if lines else []


def _line(line):
    notes = [finding.sentence for finding in line.findings] if line.words else []
    return (str(line.question.label), line.words or "—", notes)


def _done(step):
    phone = step["unit"].duty_phone if step["unit"] else ""
    return [moments.moment(step["when"]), *(str(one) for one in (step["unit"], step["person"], phone) if one)]


def standing(key):
    """How the plan a paper was printed of stands by now, for the public page."""
    number, _dot, _version = key.partition(".")
    plan = Plan.objects.filter(pk=number).first()
    return plan and plan.get_status_display()


def papers_of(plan):
    """The papers printed of a plan, newest first."""
    return Paper.objects.filter(kind="plan", key__startswith=f"{plan.pk}.").select_related("file", "sealed")


def may_seal(plan, user):
    """Those who file it and those who review it may hand in its sealed PDF."""
    return Plan.objects.filter((filers | territorial | county)(user), pk=plan.pk).exists()


def paper_context(plan, user):
    """What a plan's page shows of its papers."""
    return shown_papers(papers_of(plan), may_seal(plan, user))
