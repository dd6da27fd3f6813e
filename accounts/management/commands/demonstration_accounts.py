"""Who can be tried out in the demonstration."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.demonstration import PASSWORD
from accounts.models import Appointment
from clock import clock


class Command(BaseCommand):
    help = "List the demonstration's accounts: user name, name, role, place, password (local mode only)."

    def handle(self, *args, **options):
        if settings.PRODUCTION or not clock.demonstration():
            raise CommandError("This portal shows no demonstration.")
        posts = Appointment.objects.in_force().select_related("user", "unit__region").order_by("pk")
        for post in posts:
            # Whoever changed the password is no longer told with it.
            known = PASSWORD if post.user.check_password(PASSWORD) else "—"
            line = [post.user.username, post.user.name, str(post.get_role_display()), post.place, known]
            self.stdout.write("\t".join(line))
