"""A month's roster from a sheet or a paste: one row a turn; a row for a turn that stands corrects it."""

from datetime import datetime, time, timedelta

from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role, Unit, User
from ui.sheets.fields import Choice, Code, Day, Text
from ui.sheets.importing import Importer, register
from workflow.errors import NotYours, Refused

from .models import DutyShift
from .models.shifts import OFFICIALS, rostered_by
from .roster import write_shifts

HOUR = r"([01]?\d|2[0-3])[:：][0-5]\d"
EVENING, MORNING = "18:00", "08:30"


@register
class DutyImporter(Importer):
    kind = "duty"
    title = gettext_lazy("值班表")
    listed = ("calls:duty", gettext_lazy("值班表"))
    natural_key = ("unit", "day", "post", "since")
    columns = {
        "day": Day(gettext_lazy("日期"), required=True, example="2022-09-12"),
        "name": Text(
            gettext_lazy("姓名"), aliases=("值班员", "值班人"), required=True, max_length=50, example="孙禾"
        ),
        "phone": Text(
            gettext_lazy("电话"),
            aliases=("手机", "联系电话"),
            required=True,
            max_length=30,
            example="13900000020",
        ),
        "post": Choice(gettext_lazy("岗位"), choices=DutyShift.Post.choices, example="值班员"),
        "unit": Text(gettext_lazy("单位"), max_length=100, example="合江县经济商务和科学技术局"),
        "since": Code(gettext_lazy("起"), pattern=HOUR, example=EVENING),
        "until": Code(gettext_lazy("止"), pattern=HOUR, example=MORNING),
        "login": Text(gettext_lazy("登录名"), max_length=50, example="sunhe"),
    }
    refusals = (Refused, NotYours)

    @classmethod
    def may_import(cls, user):
        return user.holds(*(OFFICIALS - {Role.AUDITOR}))

    def prepare(self, rows, by):
        kept = Unit.objects.all() if by is None else Unit.objects.filter(rostered_by(by, ""))
        self.units = {unit.name: unit for unit in kept.filter(name__in={row.get("unit") for row in rows})}
        own = None if by is None else next((post.unit for post in by.posts if post.role in OFFICIALS), None)
        logins = {row.get("login") for row in rows}
        self.people = {user.username: user for user in User.objects.in_office().filter(username__in=logins)}
        for row in rows:
            named = row.get("unit")
            row.values["of"] = self.units.get(named) if named else own
            if row.values["of"] is None:
                self.refuse(row, "unit", "unknown_unit", _("没有这个单位，或不归您排班。"))
            if row.get("login") and row["login"] not in self.people:
                self.refuse(row, "login", "unknown_login", _("没有这个登录名。"))

    def apply(self, rows, by):
        counts = write_shifts([self.shift(row) for row in rows], by=by, verb="import_duty")
        return {"created": counts.created, "changed": counts.changed, "unchanged": counts.unchanged}

    def shift(self, row):
        """A turn whose end is not after its beginning ends the next morning."""
        begins, ends = hour(row.get("since") or EVENING), hour(row.get("until") or MORNING)
        last = row["day"] + timedelta(days=1) if ends <= begins else row["day"]
        return {
            "unit": row["of"],
            "post": row.get("post") or DutyShift.Post.OFFICER,
            "since": make_aware(datetime.combine(row["day"], begins)),
            "until": make_aware(datetime.combine(last, ends)),
            "name": row["name"],
            "phone": row["phone"],
            "user": self.people.get(row.get("login")),
        }


def hour(text):
    hours, minutes = text.replace("：", ":").split(":")
    return time(int(hours), int(minutes))
