"""A key for a program, printed once."""

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from accounts.tokens import create_token


class Command(BaseCommand):
    help = "Create an API token for USER and print it once; read-only unless --write."

    def add_arguments(self, parser):
        parser.add_argument("user", metavar="USER", help="user name")
        parser.add_argument("--name", required=True, help="what the token is for")
        parser.add_argument("--write", action="store_true", help="the token may also write")
        parser.add_argument("--days", type=int, default=90, help="days until it expires (90)")

    def handle(self, *args, user, name, write, days, **options):
        person = User.objects.in_office().filter(username=user).first()
        if person is None:
            raise CommandError(f"Nobody in office signs in as {user!r}.")
        if not 1 <= days <= 3660:
            raise CommandError("--days must be between 1 and 3660.")
        _token, key = create_token(person, name=name[:80], write=write, days=days)
        self.stdout.write(key)
