"""Who may press a verb: roles, and a condition on rows made from the person's appointments."""

from copy import copy

from django.db.models import Q

EVERYTHING = Q(pk__isnull=False)
NOTHING = Q(pk__isnull=True)


class Who:
    """``who(user) -> Q``: the rows on which this person may act, because of one of ``roles``.

    ``condition(user, role)`` gives the rows for one role. Two are joined by ``|``.
    """

    def __init__(self, *roles, condition=lambda user, role: EVERYTHING):
        self.parts = [(role, condition) for role in roles]

    def __call__(self, user):
        if user is None:
            return NOTHING
        allowed = Q()
        for role, condition in self.parts:
            if user.holds(role):
                allowed |= condition(user, role)
        return allowed or NOTHING

    def when(self, rows):
        """The same people, on rows that also meet the condition ``rows``."""
        narrowed = Who()
        narrowed.parts = [(role, lambda user, r, was=was: was(user, r) & rows) for role, was in self.parts]
        return narrowed

    def __and__(self, other):
        """Who may do both: the rows of both; the deed names an appointment by which ``self`` holds."""
        both = Who()
        both.parts = [(role, lambda user, r, was=was: was(user, r) & other(user)) for role, was in self.parts]
        return both

    def __or__(self, other):
        both = Who()
        both.parts = self.parts + other.parts
        return both

    @property
    def roles(self):
        return [role for role, _condition in self.parts]

    def post_of(self, user, records=None):
        """The appointment by which this person acts on ``records`` (a queryset), which the deed names.

        Of several (acting powers among them) it is the first by which alone all of the records are theirs. More than
        one appointment costs two statements each.
        """
        fit = [(role, rows, post) for role, rows in self.parts for post in user.posts if post.role == role]
        if records is not None and len({post.pk for *_rest, post in fit}) > 1:
            number = records.count()
            for role, rows, post in fit:
                if records.filter(rows(_with_only(user, post), role)).count() == number:
                    return post
        return fit[0][2] if fit else None


def _with_only(user, post):
    """The same person, were this their only appointment."""
    alone = copy(user)
    alone.posts = [post]
    return alone


class TheClock(Who):
    """Moves that time makes: no person may press them."""

    def __call__(self, user):
        return EVERYTHING if user is None else NOTHING


by_the_clock = TheClock()
