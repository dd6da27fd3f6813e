"""Marking issues as looked at again. What is found wrong is put right by its own verb: 撤销, 暂停."""

from django import forms
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passes.models import PassReview, VehiclePass
from passes.models.reviews import Outcome
from workflow.errors import Refused
from workflow.moves import Moved, make_moves, raise_refusal
from workflow.verbs import VerbForm

OWN = ("own_issue", gettext_lazy("本人核发或同意的须由他人复核。"))


class RecheckForm(VerbForm):
    """How it was found; what is wrong must be said."""

    outcome = forms.ChoiceField(label=gettext_lazy("结果"), choices=Outcome.choices)
    field_order = ["outcome", "remark"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["occurred_at"], self.fields["basis"]

    def clean(self):
        answers = super().clean()
        if answers.get("outcome") == Outcome.WRONG and not answers.get("remark", "").strip():
            self.add_error("remark", forms.ValidationError(_("请写明有什么问题。"), code="required"))
        return answers


def recheck_passes(queryset, *, by, outcome=Outcome.FINE, remark="", **_words):
    """Keep that ``by`` has looked at these issues again; nobody at their own. Returns ``Moved``; constant statements."""
    mine = Q(issue_deed__by=by) | Q(issue_deed__approver=by)
    with transaction.atomic():
        own = set(queryset.filter(mine).order_by().values_list("pk", flat=True))
        done = make_moves(queryset.exclude(pk__in=own), "recheck", by=by, remark=remark)
        PassReview.objects.bulk_create(
            PassReview(record_id=key, outcome=outcome, deed=done.deed) for key in done.moved
        )
    return Moved(done.deed, done.moved, done.refused | dict.fromkeys(own, OWN))


def recheck_pass(record, *, by, outcome, remark="", **words):
    """The same for one. Raises ``NotYours``; ``Refused`` for one's own."""
    found = VehiclePass.objects.filter(pk=record.pk)
    done = recheck_passes(found, by=by, outcome=outcome, remark=remark, **words)
    raise_refusal(done, record.pk)
    return done.deed


def mark(keys, *, by, outcome=Outcome.FINE, remark=""):
    """Mark selected issues. Raises ``Refused`` for none. Returns ``Moved``."""
    if not keys:
        raise Refused(_("请先选中要复核的通行证。"), code="none_chosen")
    seen = VehiclePass.objects.visible_to(by).filter(pk__in=keys)
    return recheck_passes(seen, by=by, outcome=outcome, remark=remark)


def with_reviews(steps, record):
    """The history of a pass with what was found when its issue was looked at again, newest first."""
    shown = [
        {
            "label": review.get_outcome_display(),
            "when": review.deed.recorded_at,
            "person": review.deed.by,
            "unit": review.deed.unit,
            "remark": review.deed.remark,
        }
        for review in record.reviews.select_related("deed__by", "deed__unit").order_by("pk")
    ]
    return sorted([*steps, *shown], key=lambda one: one["when"], reverse=True)
