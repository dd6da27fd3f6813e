"""People, units and sign-ins over REST, read only; who one is."""

from rest_framework.exceptions import PermissionDenied
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from ui.viewsets import ColumnsViewSet

from . import below
from .columns import PEOPLE, READINGS, SIGN_INS, UNITS, reads_the_log, watches
from .filters import PersonFilter, ReadingFilter, SignInFilter, UnitFilter
from .models import Reading, SignIn
from .schema import me_described


class UnitViewSet(ColumnsViewSet):
    """Authorities, and the firms' units one may see."""

    columns = UNITS
    filterset_class = UnitFilter
    default_sort = "name"

    def get_queryset(self):
        return below.units_seen_by(self.request.user)


class PersonViewSet(ColumnsViewSet):
    """The people one may see: colleagues, and those whose accounts one looks after."""

    columns = PEOPLE
    filterset_class = PersonFilter
    default_sort = "name"

    def get_queryset(self):
        return below.people_seen_by(self.request.user)


class SignInViewSet(ColumnsViewSet):
    """The log of sign-ins, for administrators and auditors."""

    columns = SIGN_INS
    filterset_class = SignInFilter
    default_sort = "-at"

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if not watches(request.user):
            raise PermissionDenied

    def get_queryset(self):
        return SignIn.objects.all()


class ReadingViewSet(ColumnsViewSet):
    """The log of who read personal data, for auditors and the administrators who watch."""

    columns = READINGS
    filterset_class = ReadingFilter
    default_sort = "-at"

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if not reads_the_log(request.user):
            raise PermissionDenied

    def get_queryset(self):
        return Reading.objects.all()


@me_described
class MeViewSet(ViewSet):
    """Whom the caller acts for, by which posts, and whether this token may write."""

    def list(self, request):
        user, token = request.user, request.auth
        posts = [
            {
                "role": post.role,
                "unit": {"id": post.unit_id, "name": post.unit.name},
                "region": {"code": post.unit.region.code, "name": post.unit.region.name},
                "since": post.since,
            }
            for post in user.posts
        ]
        return Response(
            {
                "id": user.pk,
                "username": user.username,
                "name": user.name,
                "posts": posts,
                "token": token and {"name": token.name, "write": token.write, "expires_at": token.expires_at},
            }
        )


ROUTES = {
    "units": UnitViewSet,
    "people": PersonViewSet,
    "sign-ins": SignInViewSet,
    "readings": ReadingViewSet,
    "me": MeViewSet,
}
