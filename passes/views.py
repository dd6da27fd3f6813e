"""The pages of passes: the lists and a pass's own page."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import Role
from clock import clock
from papers.receiving import StampedForm, shown_papers
from ui.lists import list_page
from workflow.claim_history import with_claims
from workflow.moves import offers
from workflow.pages import record_page
from workflow.verbs import history

from . import standing
from .apply import amending, rules
from .apply.edits import differences, with_edits
from .awaiting import waits_with
from .columns import COLUMNS, sees_people
from .desk import facts, ticking
from .filters import PassFilter
from .issue.terms import pin
from .issue.undoing import seen_by_holder
from .jurisdiction import applicants
from .models import VehiclePass
from .paper.printing import PRINTABLE, may_seal, papers_of
from .paper.stamped import stamped_packs
from .people import hide, note_read
from .reviewing.services import with_reviews
from .roadside.driver import driver_text
from .switching import APPLICANTS, bulk_verbs, permissions, views
from .verbs import VERBS, quiet_verbs


def pass_list(request):
    passes = VehiclePass.objects.visible_to(request.user)
    bulk = bulk_verbs(request.user, "list")
    return _list(request, passes, pgettext("many", "通行证"), "passes:list", "-issued_at", bulk=bulk)


def pass_queue(request):
    """待我办理: what this person is to do next, by deadline."""
    passes = VehiclePass.objects.waiting_for(request.user)
    empty = {"title": _("没有待您办理的通行证"), "say": _("新的申请到了会出现在这里，按时限先后排列。")}
    bulk = bulk_verbs(request.user, "queue")
    return _list(request, passes, _("待我办理的通行证"), "passes:queue", "due_at", empty=empty, bulk=bulk)


def _list(request, passes, title, name, sort, **more):
    context = {
        "title": title,
        "export_name": title,
        "views": views(request, name),
        "may": permissions(request.user),
        "empty": {"title": _("还没有通行证"), "say": _("企业或属地填写申请，核发后出现在这里。")},
        **more,
    }
    ways = {"default_sort": sort, "also": ("status", "asked_steps")}
    return list_page(request, COLUMNS, passes, PassFilter, "passes/list.html", context, **ways)


def pass_detail(request, pk):
    record = seen_pass(request, pk)
    note_read(request.user, record)
    if request.user.holds(*APPLICANTS):
        seen_by_holder(record)
    now = clock.now()
    stands = standing.standing_of(record, now)
    old, followers = amending.following(record, request.user)
    others, hidden = facts.others_of_plate(record, request.user)
    context = {
        "title": record.plate,
        "state": (standing.TONES[stands], standing.words(stands)),
        "days": rules.days_of(record.validity),
        "many_days": (record.validity.upper - record.validity.lower).days,
        "sees_people": sees_people(request.user),
        "checks": [] if set(request.user.roles) <= {Role.CLERK} else facts.checks(record),
        "others": others,
        "hidden": hidden,
        "waits_with": waits_with(record),
        "ahead": facts.place_in_queue(record),
        "late": bool(record.due_at and record.due_at < now),
        "printable": stands in PRINTABLE,
        "driver_text": driver_text(request, record) if stands in PRINTABLE else "",
        "may_clone": request.user.holds(*APPLICANTS) and record.status != "draft",
        "may_amend": amending.is_open(stands, followers) and applies_for(record, request.user),
        "old": old,
        "differences": differences(old, record) if old else (),
        "followers": followers,
        "editable": editable(record, request.user),
        "items": ticking.items_of(record) if sees_people(request.user) else (),
        "tick_offer": ticking.tick_offer(record, request.user),
        "steps": whole_history(record),
    }
    context |= shown_papers(papers_of(record, request.user), may_seal(record, request.user), StampedForm)
    context |= {"stamped_packs": stamped_packs(record)}
    context |= {"seal_url": "passes:seal", "sealed_url": "passes:sealed"}
    quiet = quiet_verbs(record, request.user) | {"check"}
    return record_page(
        request, record, verbs=VERBS, template="passes/detail.html", context=context, quiet=quiet
    )


def seen_pass(request, pk):
    passes = VehiclePass.objects.visible_to(request.user).select_related(
        "type__issuing_unit",
        "enterprise__county",
        "enterprise__park",
        "origin",
        "destination",
        "filed_by",
        "batch",
        "issue_deed__by",
        "issue_deed__approver",
    )
    [record] = hide(pin([get_object_or_404(passes, pk=pk)]))
    return record


def editable(record, user):
    return any(verb == "edit" and not way for verb, _move, way in offers(record, user))


def whole_history(record):
    """Steps, edits, what was ticked, and what was found when the issue was looked at again."""
    return with_reviews(
        with_edits(ticking.with_ticks(with_claims(history(record), record), record), record), record
    )


def applies_for(record, user):
    return VehiclePass.objects.filter(applicants(user), pk=record.pk).exists()
