"""Names of reference rows in the reader's language, as an expression for lists."""

from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf

from .moments import english


def named(*paths):
    """For a Column's ``expression``: the name at the first path that leads to a row; without an English name its own.

    An empty path is the row itself.
    """

    def expression(_user):
        names = []
        for path in paths:
            name = f"{path}__name" if path else "name"
            if english():
                names.append(NullIf(F(f"{name}_en"), Value("")))
            names.append(F(name))
        return Coalesce(*names) if len(names) > 1 else names[0]

    return expression
