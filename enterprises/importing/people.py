"""Accounts from a sheet: who, at which unit, as what, for which place.

The place (所辖) is a division's code, a park's name or a firm's credit code; the unit is made where there is none
yet, and linked to its park or firm. First passwords are told once, on slips; where nobody takes the slips (REST,
a command) the accounts wait for their password to be reset.
"""

import re

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import below
from accounts.models import Appointment, Role, Unit, User
from accounts.models.roles import fits
from accounts.passwords import first_password
from accounts.slips import slip
from clock import clock
from ui.sheets.fields import Choice, Phone, Text
from ui.sheets.importing import Importer, register

from .people_places import Places
from .places import REFUSALS

USERNAME = re.compile(r"[a-z][a-z0-9._-]{1,49}")


@register
class PeopleImporter(Importer):
    kind = "people"
    title = gettext_lazy("人员账号")
    listed = ("accounts:people", gettext_lazy("人员"))
    natural_key = ("username", "unit", "role")
    max_rows = 500  # a password is slow to hash on purpose
    columns = {
        "username": Text(gettext_lazy("登录名"), required=True, max_length=50, example="zhangsan"),
        "name": Text(gettext_lazy("姓名"), required=True, max_length=50, example="张三"),
        "unit": Text(gettext_lazy("单位"), required=True, max_length=100, example="合江县符阳街道办事处"),
        "kind": Choice(gettext_lazy("单位类型"), required=True, choices=Unit.Kind.choices, example="镇街"),
        "place": Text(gettext_lazy("所辖"), required=True, max_length=100, example="510522001"),
        "role": Choice(gettext_lazy("角色"), required=True, choices=Role.choices, example="属地经办"),
        "phone": Phone(gettext_lazy("手机号"), example="13900000000"),
        "email": Text(gettext_lazy("邮箱"), max_length=254),
    }
    refusals = REFUSALS
    hand_out = None  # what takes the slips after a real run

    @classmethod
    def may_import(cls, user):
        return bool(below.may_appoint(user))

    def run(self, file, **how):
        self.slips = []
        report = super().run(file, **how)
        if report.done and self.slips and self.hand_out:
            self.hand_out(self.slips)
        return report

    def prepare(self, rows, by):
        self.places = Places(self, rows, by)
        self.standing = {user.username: user for user in User.objects.filter(username__in=_names(rows))}
        theirs = below.people_below(by).filter(username__in=_names(rows)) if by else User.objects.all()
        theirs = set(theirs.values_list("username", flat=True))
        names = {}
        for row in rows:
            username = row["username"].lower()
            if not USERNAME.fullmatch(username):
                reason = _("只能用字母、数字、点和横线，字母开头。")
                self.refuse(row, "username", "wrong_form", reason)
            elif username in self.standing and username not in theirs:
                self.refuse(row, "username", "taken", _("此登录名已有人使用，且不在您的管理范围。"))
            elif names.setdefault(username, row["name"]) != row["name"]:
                self.refuse(row, "name", "two_names", _("同一登录名在表中有两个姓名。"))
            elif (unit := self.places.unit_of(row)) is not None and not fits(row["role"], unit):
                self.refuse(row, "role", "role_does_not_fit", _("单位类型或层级不符，不能设此角色。"))

    def apply(self, rows, by):
        units = self.places.written(by)
        made, changed = self._people(rows, by)
        people = {**self.standing, **made}
        held = set(
            Appointment.objects.open().filter(user__in=people.values()).values_list("user", "unit", "role")
        )
        new = [
            Appointment(user=people[row["username"].lower()], unit=units[row["unit"]], role=row["role"])
            for row in rows
        ]
        new = [post for post in new if (post.user_id, post.unit_id, post.role) not in held]
        Appointment.objects.bulk_create(new)
        _remember(Appointment, new, by)
        touched = {post.user_id for post in new} | changed
        for post in new:
            if post.user.username in made and (password := self.passwords.pop(post.user.username, "")):
                self.slips.append(slip(post.user, password, post.unit))
        many = len({row["username"].lower() for row in rows})
        changed = len(touched - {user.pk for user in made.values()})
        return {"created": len(made), "changed": changed, "unchanged": many - len(made) - changed}

    def _people(self, rows, by):
        """Accounts that were not there, and the keys of those whose facts changed."""
        self.passwords, new, changed = {}, {}, {}
        for row in rows:
            username = row["username"].lower()
            facts = {key: row[key] for key in ("name", "phone", "email") if row.get(key)}
            if (user := self.standing.get(username)) is not None:
                differing = {key: value for key, value in facts.items() if getattr(user, key) != value}
                for key, value in differing.items():
                    setattr(user, key, value)
                if differing:
                    changed[username] = user
            elif username not in new:
                new[username] = User(
                    username=username, must_change_password=True, password=self._password(username), **facts
                )
        User.objects.bulk_create(new.values())
        _remember(User, list(new.values()), by)
        if changed:
            User.objects.bulk_update(changed.values(), ["name", "phone", "email"])
            _remember(User, list(changed.values()), by, update=True)
        if new and not self.hand_out:
            self.warn(_("没有打印密码条的页面，新账号须由上级重置密码后才能登录。"))
        return new, {user.pk for user in changed.values()}

    def _password(self, username):
        """The hash kept; a dry run needs none, and a run without slips makes none."""
        if self.report.dry_run or not self.hand_out:
            return make_password(None)
        self.passwords[username] = first_password()
        return make_password(self.passwords[username])


def _names(rows):
    return [row["username"].lower() for row in rows]


def _remember(model, records, by, *, update=False):
    model.history.bulk_history_create(records, update=update, default_user=by, default_date=clock.now())
