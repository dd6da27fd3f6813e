"""Pages of the shell itself: everything else (更多), the light, what is said when something fails or cannot be read."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template import loader
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .problems import problem

THEMES = {"light", "dark"}
YEAR = 365 * 24 * 3600


def more(request):
    """Every entry of the navigation, for phones, where the foot holds four."""
    return render(request, "ui/more.html", {"title": _("更多")})


@require_POST
def set_theme(request):
    """Keep the light in a cookie, so that the server paints the first byte in it and nothing flashes."""
    back = request.POST.get("next") or request.headers.get("Referer") or "/"
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    theme = request.POST.get("theme")
    if theme in THEMES:
        response.set_cookie("theme", theme, YEAR, secure=request.is_secure(), httponly=True, samesite="Lax")
    return response


def for_programs(request):
    return request.path.startswith("/api/")


def handler400(request, exception=None):
    if for_programs(request):
        return problem(400, "bad_request", _("请求有误。"))
    return render(request, "400.html", {"said": said(exception)}, status=400)


def handler403(request, exception=None):
    if for_programs(request):
        return problem(403, "permission_denied", _("您的身份无权办理此事。"))
    return render(request, "403.html", {"said": said(exception)}, status=403)


def handler404(request, exception=None):
    if for_programs(request):
        return problem(404, "not_found", _("没有找到，或您的身份看不到。"))
    return render(request, "404.html", status=404)


def handler500(request):
    """Rendered without request or database: whatever failed may be what a context processor needs."""
    if for_programs(request):
        return problem(500, "server_error", _("系统出错，已记录。请稍后再试，或凭请求编号联系管理员。"))
    page = loader.get_template("500.html").render({"request_id": getattr(request, "id", "")})
    return HttpResponse(page, status=500)


class OnlyPostedMiddleware:
    """An address that only buttons send to, opened by somebody, says so in a sentence instead of a blank page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        opened = response.status_code == 405 and request.method in {"GET", "HEAD"}
        if not opened or for_programs(request):
            return response
        page = render(request, "405.html", {"title": _("这个地址只接受提交")}, status=405)
        page["Allow"] = response["Allow"]
        return page


def csrf_failure(request, reason=""):
    """A form from a page that was open too long, or from elsewhere."""
    if for_programs(request):
        return problem(403, "csrf_failed", _("请求缺少防伪标记，请刷新后再试。"))
    return render(
        request, "403.html", {"said": _("页面打开过久或登录已变。请返回，刷新后重新提交。")}, status=403
    )


def said(exception):
    """The sentence an exception carries, if it is one of ours."""
    words = str(exception.args[0]) if exception is not None and exception.args else ""
    return words if words[-1:] in {"。", "."} else ""
