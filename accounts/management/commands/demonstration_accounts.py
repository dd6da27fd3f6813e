"""Who can be tried out in the demonstration."""

import unicodedata

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, check_password
from django.core.management.base import BaseCommand, CommandError

from accounts.demonstration import PASSWORD
from accounts.models import Appointment, User
from clock import clock

HEAD = ("登录名", "姓名", "角色", "所辖")


class Command(BaseCommand):
    help = "List the demonstration's accounts that can sign in, and their password (not in production mode)."

    def handle(self, *args, **options):
        if settings.PRODUCTION or not clock.demonstration():
            raise CommandError("This portal shows no demonstration.")
        posts = (
            Appointment.objects.in_force()
            .filter(user__in=User.objects.in_office())
            .exclude(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
            .select_related("user", "unit__region")
            .order_by("pk")
        )
        # Whoever changed the password is no longer shown. A check is slow by design: one a distinct hash.
        known = {
            hashed: check_password(PASSWORD, hashed) for hashed in {post.user.password for post in posts}
        }
        rows = [
            (post.user.username, post.user.name, str(post.get_role_display()), post.place)
            for post in posts
            if known[post.user.password]
        ]
        if not rows:
            return
        widths = [max(map(width, column)) for column in zip(HEAD, *rows, strict=True)]
        for row in (HEAD, *rows):
            cells = [cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)]
            self.stdout.write("  ".join(cells).rstrip())
        self.stdout.write(f"密码（以上账号通用）：{PASSWORD}")


def width(text):
    """Columns the text takes on a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
