"""Exactly the version that was shown is decided on: the press carries its digest."""

from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from plans.models import Plan, PlanVersion
from plans.versions import last_frozen
from workflow.bulk import single
from workflow.deeds import share
from workflow.errors import Refused
from workflow.locking import lock
from workflow.moves import Moved

from .reading import difference


class ChangedMeanwhile(Refused):
    """Another version stands there than the one that was read; ``errors`` tell what it answers differently."""

    def __init__(self, sentence, *, errors=()):
        super().__init__(sentence, code="changed_since_shown")
        self.errors = list(errors)


@contextmanager
def as_shown(plans, shown, versions=last_frozen):
    """Within a transaction: (the plans, locked, that still say what was shown; {key: why not} of the others).

    ``shown`` is {plan key: SHA-256 of the version on the screen}, or None where nobody looked at one;
    ``versions(keys)`` gives the version that is decided on.
    """
    with transaction.atomic():
        if shown is None:
            yield plans, {}
            return
        share()  # the lock of knowledge comes before the records'
        keys = list(plans.order_by().values_list("pk", flat=True))
        lock(Plan, keys)
        now = versions(keys)
        changed = {
            key: ("changed_since_shown", replaced(now[key]))
            for key in keys
            if key in shown and key in now and now[key].sha256 != shown[key]
        }
        yield Plan.objects.filter(pk__in=[key for key in keys if key not in changed]), changed


def with_refused(done, more):
    """What was done, with further refusals named."""
    return Moved(done.deed, done.moved, {**done.refused, **more})


def single_as_shown(many, name):
    """The verb on one plan; ``sha256`` is the digest of the version on the screen. Raises ``ChangedMeanwhile``."""
    press = single(many, name)

    def press_as_shown(plan, *, by, sha256=None, **words):
        if not sha256:
            return press(plan, by=by, **words)
        try:
            return press(plan, by=by, shown={plan.pk: sha256}, **words)
        except Refused as refused:
            if refused.code != "changed_since_shown":
                raise
            raise ChangedMeanwhile(refused.sentence, errors=_differences(plan, sha256)) from refused

    press_as_shown.__name__, press_as_shown.__doc__ = name, many.__doc__
    return press_as_shown


def version_shown(plan, sha256):
    """The version of this plan with that digest, or None."""
    return PlanVersion.objects.filter(plan=plan, sha256=sha256).first() if sha256 else None


def replaced(version):
    """The sentence where another version than the one on the screen stands there now."""
    return _("所看的版次已被第{number}版替代；请核对差异后再办理。").format(number=version.number)


def _differences(plan, sha256):
    old, new = version_shown(plan, sha256), last_frozen([plan.pk])[plan.pk]
    if old is None:
        return []
    return [
        {"field": question.key, "code": "changed", "detail": f"{question.label}: {before} → {after}"}
        for _part, question, before, after, _found in difference(old, new)
    ]
