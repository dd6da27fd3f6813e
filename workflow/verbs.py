"""How a verb is pressed, by page and by REST alike: one form, one function of ``services.py``."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ui.forms import Form, MomentField
from ui.moments import after

from .deeds import pressed_once
from .errors import NotYours
from .moves import offers

WORDS = ("remark", "basis", "approver", "occurred_at")  # after what a verb asks of its own, the rarest last


class VerbForm(Form):
    """What every verb may take: when it happened, a remark and a basis."""

    occurred_at = MomentField(label=_("发生时间"), required=False, help_text=_("不填即现在"))
    remark = forms.CharField(
        label=_("意见"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
    basis = forms.CharField(
        label=_("依据"), required=False, max_length=200, help_text=_("文号，或何人何时的指示")
    )

    approver = forms.ModelChoiceField(
        label=_("同意人（登录名）"),
        queryset=User.objects.filter(left_at=None),
        to_field_name="username",
        required=False,
        widget=forms.TextInput,
        help_text=_("只有一人值班、办理本人填报的事项时填写，并写明依据"),
    )

    def __init__(self, *args, move=None, record=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.record = record
        if move is None or not move.alone:
            del self.fields["approver"]
        if move is not None:
            self.fields["remark"].required = move.remark
            self.fields["basis"].required = move.basis
        if self.field_order is None:
            asked = [name for name in self.fields if name not in WORDS]
            self.order_fields([*asked, *WORDS])

    def clean_occurred_at(self):
        return after(self.cleaned_data["occurred_at"], getattr(self.record, "moved_at", None))

    def words(self):
        """The answers given; what is left empty falls to the deed's own defaults."""
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


@dataclass(frozen=True)
class Verb:
    """The function that carries a verb out, and the form for what it takes besides the record and the person.

    ``consequences(record) -> [sentence]`` is what a grave verb tells before it asks. ``then(record, made, form)
    -> address`` is where the page goes with what ``do`` returned, instead of the record's own page.
    """

    do: Callable
    form: type = VerbForm
    consequences: Callable | None = None
    then: Callable | None = None


def press(record, verb, form, *, by, verbs, key=""):
    """Carry a verb out with the answers of a valid form. Raises what the deed raises, ``AlreadyDone`` included."""
    with pressed_once(f"{by.pk}:{key}" if key else None):
        return verbs[verb].do(record, by=by, **form.words())


def stop_strangers(record, verb, *, by):
    """Raise ``NotYours`` where the verb is not this person's, rather than tell what its form lacks or why not now."""
    own = type(record)._base_manager.filter(type(record).MOVES[verb].who(by), pk=record.pk)
    if not own.exists():
        raise NotYours


def shown_offers(record, user, verbs, bound=None, quiet=()):
    """The verbs open to this person, for ``ui/_verbs.html``; ``bound`` is the form just refused, to show again.

    ``quiet`` are verbs that have their place elsewhere on the page.
    """
    shown = []
    for verb, move, way in offers(record, user):
        if verb not in verbs or verb in quiet:
            continue
        form = bound if bound is not None and bound.verb == verb else None
        if form is None:
            form = verbs[verb].form(move=move, record=record, prefix=None, auto_id=f"id_{verb}_%s")
            own = move.alone and getattr(record, f"{move.not_own}_id") == user.pk
            if move.alone and not own and not getattr(form, "keeps_approver", False):
                form.fields.pop("approver", None)  # asked only where it is needed
        consequences = verbs[verb].consequences
        shown.append(
            {
                "verb": verb,
                "label": move.label,
                "form": form,
                "open": form is bound,
                "grave": move.grave,
                "way": way,
                "primary": _next(move, way) and not any(one["primary"] for one in shown),
                "url": "",
                "key": uuid.uuid4().hex,
                "consequences": consequences(record) if consequences else [],
            }
        )
    return shown


def _next(move, way):
    """Is this what is to be done next? Not what is grave, cannot be done now, or moves nothing."""
    return not (way or move.grave) and move.target is not None


def history(record):
    """What happened to a record, newest first, for ``ui/_steps.html``."""
    labels = dict(type(record)._meta.get_field("status").flatchoices)
    steps = record.steps.select_related(
        "deed__by", "deed__unit", "deed__approver", "deed__appointment__acting_for__user"
    ).order_by("-occurred_at", "-pk")
    return [
        {
            "label": _label(type(record).MOVES.get(step.deed.verb), step, labels),
            "when": step.occurred_at,
            "recorded": step.recorded_at,
            "person": step.deed.by,
            "unit": step.deed.unit,
            "remark": step.deed.remark,
            "basis": step.deed.basis,
            "approver": step.deed.approver,
            "acting_for": step.deed.appointment and step.deed.appointment.giver,
        }
        for step in steps
    ]


def _label(move, step, labels):
    """The verb, where it is this step's own; a step that another verb brought with it is told by its outcome."""
    own = move is not None and move.target == step.target
    return move.label if own else labels[step.target]
