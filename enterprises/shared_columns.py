"""By which columns any list names a record's firm and the county it lies in."""

from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ui.columns import Column
from ui.names import named

NAME = _("企业名称")


def firm_columns(name=NAME, **code):
    """``name``, sorted by its sounds and leading to the record, and ``credit_code``; ``code`` changes the latter."""
    return [
        Column("name", name, source="enterprise__name", sort="enterprise__pinyin", link=True, phone="title"),
        Column(
            "credit_code",
            _("统一社会信用代码"),
            source="enterprise__credit_code",
            kind="code",
            **({"page": False} | code),
        ),
    ]


def county_columns(*paths, **name):
    """``county`` as code and name, by the first of ``paths`` that leads to one; ``name`` changes the name's column."""
    code = {"source": f"{paths[0]}__code"}
    if len(paths) > 1:
        code = {"expression": Coalesce(*(f"{path}__code" for path in paths))}
    return [
        Column(
            "county_code",
            _("区县代码"),
            kind="code",
            page=False,
            nest="county",
            **code,
        ),
        Column("county_name", _("区县"), expression=named(*paths), nest="county", **name),
    ]
