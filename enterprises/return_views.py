"""The pages of daily returns: their list, and a firm's day as it is reported or amended."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.models import Role
from ui.lists import list_page
from workflow.pages import form_page

from . import services
from .columns import RETURNS
from .filters import ReturnFilter
from .forms import DailyReturnForm
from .models import DailyReturn, Enterprise

REPORTERS = (Role.CLERK, Role.TERRITORIAL, Role.DISTRICT, Role.CITY)


def return_list(request):
    context = {
        "title": _("日报"),
        "export_name": _("企业日报"),
        "may_report": request.user.holds(*REPORTERS),
        "empty": {"title": _("还没有日报"), "say": _("企业每天填报一次；漏报的不计为零。")},
    }
    returns = DailyReturn.objects.current().visible_to(request.user)
    return list_page(
        request, RETURNS, returns, ReturnFilter, "enterprises/returns.html", context, default_sort="-day"
    )


def return_new(request):
    """Report a firm's day; for a day already reported the form starts from what stands, to be amended."""
    if not request.user.holds(*REPORTERS):
        raise PermissionDenied
    form = DailyReturnForm(request.POST or None, user=request.user, initial=_standing_return(request))
    context = {"title": _("填报日报"), "verb": _("报送")}
    return form_page(
        request,
        form,
        lambda form: filed_return(form, request.user).enterprise,
        template="enterprises/form.html",
        context=context,
    )


def filed_return(form, by):
    """The return that a valid ``DailyReturnForm`` reports; page and REST alike."""
    answers = dict(form.cleaned_data)
    return services.file_return(answers.pop("enterprise"), by=by, **answers)


def _standing_return(request):
    firms = Enterprise.objects.visible_to(request.user)
    if code := request.GET.get("enterprise"):
        firm = get_object_or_404(firms, credit_code=code)
    elif not request.user.holds(Role.CLERK) or (firm := firms.first()) is None:
        return {}
    day = request.GET.get("day")
    standing = firm.returns.current().filter(day=day).values().first() if day else None
    return {**(standing or {}), "enterprise": firm.credit_code, **({"day": day} if day else {})}
