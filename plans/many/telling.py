"""How plans are named over REST for a verb on many of them, and how it is told which are not clean."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ui.rest import dumps

from .verbs import MOST


def named(data, *, undigested=False):
    """({plan key: digest of the version read}, None), or ({}, what is wrong with the body)."""
    rows = data.get("plans") if isinstance(data, dict) else None
    sound = isinstance(rows, list) and 0 < len(rows) <= MOST and all(_sound(row, undigested) for row in rows)
    if not sound:
        words = _("须为 {id, sha256} 的列表，1至500项。")
        return {}, {"field": "plans", "code": "not_a_list", "detail": words}
    return {row["id"]: row.get("sha256", "") for row in rows if 0 < row["id"] < 2**63}, None


def _sound(row, undigested):
    if not isinstance(row, dict) or type(row.get("id")) is not int:
        return False
    return isinstance(row.get("sha256"), str) or (undigested and "sha256" not in row)


def summary(rows):
    """What is clean, with the digest to send back, and what is not, with every reason."""
    clean = [{"id": one.plan.pk, "sha256": one.version.sha256} for one in rows if not one.reasons]
    left = [
        {
            "id": one.plan.pk,
            "sha256": one.version.sha256 if one.version else None,
            "reasons": [{"code": code, "detail": words} for code, words in one.reasons],
        }
        for one in rows
        if one.reasons
    ]
    return {"clean": clean, "refused": left}


def unseen(wanted, plans):
    """Those named that do not exist for this person."""
    seen = set(plans.values_list("pk", flat=True))
    reason = {"code": "not_found", "detail": _("没有找到，或您的身份看不到。")}
    return [{"id": pk, "reasons": [reason]} for pk in sorted(set(wanted) - seen)]


def json(body):
    return HttpResponse(dumps(body), content_type="application/json")
