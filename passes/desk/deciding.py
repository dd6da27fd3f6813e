"""Deciding about many at once: first what is not clean is told, then the press that was seen is carried out."""

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from passes import bulk
from passes.doubts import needs_second
from passes.issue.concerns import OTHER_FIRM, concerns_of
from passes.issue.issuing import issue_passes
from passes.models import VehiclePass
from passes.steps import ISSUING
from workflow.errors import Refused

MOST = 500
MANY = {
    "accept": bulk.accept_passes,
    "recommend": bulk.recommend_passes,
    "accept_recommend": bulk.accept_and_recommend_passes,
    "issue": issue_passes,
    "recommend_issue": bulk.recommend_and_issue_passes,
    "accept_issue": bulk.accept_and_issue_passes,
    "return": bulk.return_passes,
    "refuse": bulk.refuse_passes,
}


@dataclass
class Preview:
    """``clean`` may go on as they are; ``doubtful`` have concerns; ``barred`` may not, [(pass, sentence)]."""

    verb: str
    clean: list
    doubtful: list
    barred: list

    @property
    def digest(self):
        """Of what was shown: the verb, the passes, how each stood and what was told of it."""
        told = [
            (one.pk, one.status, sorted(concern.code for concern in one.concerns))
            for one in (*self.clean, *self.doubtful)
        ]
        return hashlib.sha256(repr((self.verb, sorted(told))).encode()).hexdigest()[:20]

    @property
    def move(self):
        return VehiclePass.MOVES[self.verb]

    @property
    def issues(self):
        return self.verb in ISSUING

    @property
    def needs_second(self):
        return self.issues and any(
            needs_second(one.type, c.code) for one in self.doubtful for c in one.concerns
        )

    @property
    def needs_choice(self):
        return self.issues and any(c.code == OTHER_FIRM for one in self.doubtful for c in one.concerns)


def preview(keys, verb, *, by):
    """What pressing ``verb`` on these passes would meet. Raises ``Refused`` for none or too many."""
    if not keys:
        raise Refused(_("请先选中要办理的通行证。"), code="none_chosen")
    if len(keys) > MOST:
        raise Refused(_("一次最多办理{most}件。").format(most=MOST), code="too_many")
    move = VehiclePass.MOVES[verb]
    seen = VehiclePass.objects.visible_to(by).filter(pk__in=keys)
    rows = seen.select_related("type", "enterprise", "origin", "destination").annotate(way=move.refusal(by))
    rows = list(rows.order_by("due_at", "pk"))
    concerns = concerns_of(rows)
    clean, doubtful, barred = [], [], []
    for one in rows:
        one.concerns = concerns[one.pk]
        if one.way is not None:
            barred.append((one, _sentence(move, one)))
        elif verb in ISSUING and not one.type.minted:
            barred.append((one, _("此类证的编号由上级核发，请逐件填写或用名册导入。")))
        else:
            (doubtful if one.concerns else clean).append(one)
    return Preview(verb, clean, doubtful, barred)


def decide(keys, verb, *, by, digest, doubtful=False, **words):
    """Press ``verb`` on the clean ones, with ``doubtful`` on those with concerns too; returns ``Moved``.

    Raises ``Refused`` when what was shown no longer holds, or nothing is left to do.
    """
    shown = preview(keys, verb, by=by)
    if shown.digest != digest:
        raise Refused(_("情况已有变化，请重新核对。"), code="changed")
    chosen = [one.pk for one in (*shown.clean, *(shown.doubtful if doubtful else ()))]
    if not chosen:
        raise Refused(_("没有可以办理的通行证。"), code="none_left")
    if verb in ISSUING:
        words["undoable"] = True
    elif "others" in words:
        del words["others"]
    return MANY[verb](VehiclePass.objects.filter(pk__in=chosen), by=by, **words)


def _sentence(move, one):
    if one.way == "claimed":
        return _("他人已领办。")
    return move.sentence(one.way, one.get_status_display())
