"""Links, what is missing and many firms at once, over REST."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.viewsets import ViewSet

from ui.problems import of_form
from ui.rest import answered
from ui.viewsets import ListViewSet
from workflow.deeds import pressed_once
from workflow.errors import AlreadyDone
from workflow.rest import KEY_HEADER, LifeViewSet, reused

from . import schemas, services
from .columns import LINKS
from .filters import LinkFilter
from .making import make_links
from .missing.columns import MISSING
from .missing.filters import MissingFilter
from .missing.queries import counts, lacking, scoped
from .models import CollectionLink
from .park_api import ParkTemplateViewSet
from .rest_forms import LinksForm, MakeLinksForm, StartManyForm, SubmitManyForm
from .starting import start_many, submit_many
from .telling import refusals, seen_firms
from .tokens import address_of
from .views import in_a_chat


class CollectionLinkViewSet(LifeViewSet):
    """Collection links; ``make`` makes them for many firms, ``accept-many`` takes in what came."""

    columns = LINKS
    filterset_class = LinkFilter
    verbs = services.VERBS

    def get_queryset(self):
        return CollectionLink.objects.visible_to(self.request.user)

    @extend_schema(request={"application/json": schemas.MAKE}, responses={200: schemas.MADE})
    @action(detail=False, methods=["post"], url_path="make", url_name="make")
    def make(self, request):
        """A link for each firm and one task; who has one that still opens keeps it. The address is told here."""
        form = MakeLinksForm(request.data)
        if not form.is_valid():
            return of_form(form)
        codes = form.cleaned_data["enterprises"]
        firms = seen_firms(request, codes)
        made = make_links(firms, by=request.user, task=form.cleaned_data["task"])
        links = [
            {
                "id": link.pk,
                "credit_code": link.enterprise.credit_code,
                "address": (address := address_of(link, request)),
                "text": in_a_chat(link, address),
                "expires_at": link.expires_at,
            }
            for link in made.links
        ]
        return answered({"links": links, "refused": refusals(firms, made.refused, codes)})

    @extend_schema(request={"application/json": schemas.LINKS}, responses={200: schemas.ACCEPTED})
    @action(detail=False, methods=["post"], url_path="accept-many", url_name="accept-many")
    def accept_many(self, request):
        return self._many(request, services.accept_links, "accept")

    @extend_schema(request={"application/json": schemas.LINKS}, responses={200: schemas.ACCEPTED})
    @action(detail=False, methods=["post"], url_path="revoke-many", url_name="revoke-many")
    def revoke_many(self, request):
        return self._many(request, services.revoke_links, "revoke")

    def _many(self, request, do, verb):
        form = LinksForm(request.data)
        if not form.is_valid():
            return of_form(form)
        links = self.get_queryset().filter(pk__in=form.cleaned_data["links"])
        key = request.headers.get(KEY_HEADER, "")
        try:
            with pressed_once(f"{request.user.pk}:{key}" if key else None):
                done = do(links, by=request.user)
        except AlreadyDone as before:
            if before.deed.kind != CollectionLink._meta.label or before.deed.verb != verb:
                raise reused() from before
            moved = before.deed.gathering_linkstep_set.values_list("record", flat=True)
            return answered({"done": sorted(moved), "refused": []})
        refused = [{"id": k, "code": code, "detail": str(why)} for k, (code, why) in done.refused.items()]
        return answered({"done": sorted(done.moved), "refused": refused})


class MissingViewSet(ListViewSet):
    """还差谁: firms that should be in, with what is lacking of each; ``counts/`` tells how many lack what."""

    columns = MISSING
    filterset_class = MissingFilter
    component = "MissingFirm"
    default_sort = "name"

    def get_queryset(self):
        return scoped(lacking(self.request.user), self.request.user, self.request.GET)

    @extend_schema(responses={200: schemas.COUNTS})
    @action(detail=False, methods=["get"], url_path="counts", url_name="counts")
    def counts(self, request):
        return answered(counts(self.filtered(request)))


class GatheringViewSet(ViewSet):
    """Drafts for many firms: begun from their last plan, their park's template or nothing; handed in."""

    @extend_schema(request={"application/json": schemas.START}, responses={200: schemas.STARTED})
    @action(detail=False, methods=["post"], url_path="start", url_name="start")
    def start(self, request):
        form = StartManyForm(request.data)
        if not form.is_valid():
            return of_form(form)
        codes = form.cleaned_data["enterprises"]
        firms = seen_firms(request, codes)
        done = start_many(firms, by=request.user, source=form.cleaned_data["source"])
        begun = [{"plan": plan.pk, "credit_code": plan.enterprise.credit_code} for plan in done.begun]
        told = refusals(firms, done.refused, codes)
        return answered({"begun": begun, "filled": sorted(done.filled), "refused": told})

    @extend_schema(request={"application/json": schemas.FIRMS}, responses={200: schemas.SUBMITTED})
    @action(detail=False, methods=["post"], url_path="submit", url_name="submit")
    def submit(self, request):
        """Those nothing stops are handed in; of the others is told what is missing."""
        form = SubmitManyForm(request.data)
        if not form.is_valid():
            return of_form(form)
        codes = form.cleaned_data["enterprises"]
        firms = seen_firms(request, codes)
        done = submit_many(firms, by=request.user)
        names = dict(firms.values_list("pk", "credit_code"))
        moved = sorted(names[key] for key in done.moved)
        return answered({"submitted": moved, "refused": refusals(firms, done.refused, codes)})


ROUTES = {
    "collection-links": CollectionLinkViewSet,
    "missing": MissingViewSet,
    "gathering": GatheringViewSet,
    "park-templates": ParkTemplateViewSet,
}
