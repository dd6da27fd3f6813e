"""Questions about the white list, read as adjectives."""

from datetime import timedelta

from django.db.models import Case, Count, FilteredRelation, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from clock import clock
from enterprises.jurisdiction import enterprises_seen_by, parks_seen_by
from workflow.models import LifeQuerySet

INSTANT = timedelta(microseconds=1)


class EntryQuerySet(LifeQuerySet):
    def visible_to(self, user):
        return self.filter(
            Q(enterprise__isnull=False) & enterprises_seen_by(user, "enterprise__")
            | Q(park__isnull=False) & parks_seen_by(user, "park__")
        )

    def with_term(self, known_at=None):
        """Each entry with its term (``term``) on record now or at ``known_at``, and its subject's pinyin, for lists."""
        return self.annotate(
            term=FilteredRelation("terms", condition=_on_record("terms__", known_at)),
            subject_pinyin=Coalesce("enterprise__pinyin", "park__pinyin"),
        )

    def of(self, subject):
        """The entries of one park or firm."""
        return self.filter(**{"park" if subject._meta.model_name == "park" else "enterprise": subject})

    def listed(self):
        """In status 已入选 now, whatever their dates."""
        return self.filter(status=self.model.Status.LISTED)

    def listed_at(self, at=None, known_at=None):
        """Who was on the list just before ``at``, by what was on record at ``known_at`` (both default to now).

        What begins at the moment itself is not yet so: midnight is the end of the day before it. The figure I17
        counts these.
        """
        at, known_at = at or clock.now(), known_at or clock.now()
        day = clock.day_of(at - INSTANT)
        model = self.model
        terms = model._meta.get_field("terms").related_model.objects.known_at(known_at)
        terms = terms.filter(Q(effective_until=None) | Q(effective_until__gt=day), effective_from__lte=day)
        steps = model.step_model().objects.filter(
            record=OuterRef("pk"), recorded_at__lte=known_at, occurred_at__lt=at
        )
        standing = steps.order_by("-occurred_at", "-pk").values("target")[:1]
        return (
            self.filter(pk__in=terms.values("entry"))
            .annotate(stood=Subquery(standing))
            .filter(stood=model.Status.LISTED)
        )

    def counted(self):
        """[{level, of_park, number}]: how many parks and firms at each level; one grouping."""
        of_park = Case(When(park__isnull=False, then=True), default=False)
        grouped = self.order_by().annotate(of_park=of_park).values("level", "of_park")
        return grouped.annotate(number=Count("pk")).order_by("level", "of_park")


def _on_record(path, known_at):
    if known_at is None:
        return Q(**{f"{path}superseded_at": None})
    still = Q(**{f"{path}superseded_at": None}) | Q(**{f"{path}superseded_at__gt": known_at})
    return still & Q(**{f"{path}recorded_at__lte": known_at})
