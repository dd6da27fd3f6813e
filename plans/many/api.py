"""A verb on many plans over REST: ``GET`` what waits for it with what is not clean, ``POST`` the deed."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action

from plans.models import Plan, PlanStep
from ui.problems import invalid
from workflow.deeds import pressed_once
from workflow.errors import AlreadyDone, NotYours
from workflow.rest import KEY_HEADER, reused

from .judging import judged, press_clean
from .schemas import PRESS_MANY, PRESSED_MANY, SUMMARY, VISIT, VISIT_WITH_PHOTOS, VISITED
from .telling import json, named, summary, unseen
from .verbs import MANY, MOST, on_desk
from .verbs import VISIT as SIGN
from .visit_api import visited


def _many_action(verb, bodies, answers, doc):
    def many(self, request):
        if not request.user.holds(*MANY[verb].roles):
            raise NotYours
        if request.method == "POST":
            return visited(request) if verb == SIGN else _pressed(request, verb)
        mine = on_desk(self.filtered(request), verb, request.user)
        return json({"count": mine.count(), **summary(judged(mine, verb, request.user, most=MOST))})

    many.__name__ = f"{verb}_many"  # the router finds an action's handler by its name
    many.__doc__ = doc
    for method, told in (("post", {"request": bodies, "responses": {200: answers}}), ("get", {})):
        many = extend_schema(methods=[method], **(told or {"responses": {200: SUMMARY}}))(many)
    return action(detail=False, methods=["get", "post"], url_path=f"{verb}-many", url_name=f"{verb}-many")(
        many
    )


def _press(verb):
    doc = """What of the named plans is clean is done in one deed, exactly the versions named; the rest are told with
    their reasons. ``preview`` true does nothing and tells what would be. GET tells what waits, narrowed as the list."""
    return _many_action(verb, {"application/json": PRESS_MANY}, PRESSED_MANY, doc)


class ManyActions:
    """``endorse-many/``, ``agree-many/``, ``file-many/``, and for the joint check of one visit ``sign-many/``."""

    endorse_many = _press("endorse")
    agree_many = _press("agree")
    file_many = _press("file")
    sign_many = _many_action(
        SIGN,
        {"application/json": VISIT, "multipart/form-data": VISIT_WITH_PHOTOS},
        VISITED,
        """The units' lines and the reviewer's verdicts of one visit, for all firms named, as the versions named stand;
        a firm's own ``units``, ``verdicts`` and ``note`` where it differs. GET tells whose check is still to come.""",
    )


def _pressed(request, verb):
    preview = isinstance(request.data, dict) and request.data.get("preview") is True
    wanted, wrong = named(request.data, undigested=preview)
    if wrong:
        return invalid([wrong])
    plans = Plan.objects.visible_to(request.user).filter(pk__in=wanted)
    if preview:
        told = summary(judged(plans, verb, request.user, {key: sha for key, sha in wanted.items() if sha}))
        return json({**told, "refused": told["refused"] + unseen(wanted, plans)})
    key = request.headers.get(KEY_HEADER, "")
    try:
        with pressed_once(f"{request.user.pk}:{key}" if key else None):
            owing = request.data.get("owing") is True
            done = press_clean(plans, verb, by=request.user, shown=wanted, owing=owing)
    except AlreadyDone as before:
        if before.deed.verb != verb or before.deed.kind != Plan._meta.label:
            raise reused() from before
        moved = PlanStep.objects.filter(deed=before.deed, target=MANY[verb].move.target)
        response = json(_done(verb, sorted(moved.values_list("record", flat=True)), []))
        response["Idempotency-Replayed"] = "true"
        return response
    refused = [
        {"id": pk, "reasons": [{"code": code, "detail": str(words)}]}
        for pk, (code, words) in done.refused.items()
    ]
    return json(_done(verb, done.moved, refused + unseen(wanted, plans)))


def _done(verb, moved, refused):
    told = {"done": moved, "refused": refused}
    return {**told, "filed": moved} if verb == "file" else told  # as it was called before there were others
