"""The first people of a city's own portal: its three administrators."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import ADMINISTRATORS, Appointment, Unit, User
from accounts.passwords import first_password
from regions.models import Region


class Command(BaseCommand):
    help = (
        "Open the account of an administrator and print the first password once; it must be changed at once."
    )

    def add_arguments(self, parser):
        parser.add_argument("login", metavar="LOGIN")
        parser.add_argument("--name", required=True, help="the person's name")
        parser.add_argument("--role", required=True, choices=sorted(ADMINISTRATORS))
        parser.add_argument("--unit", help="name of the unit; made if there is none of that name")
        parser.add_argument("--phone", default="")
        parser.add_argument("--email", default="")

    @transaction.atomic
    def handle(self, *args, login, name, role, unit, phone, email, **options):
        password = first_password()
        try:
            person = User(
                username=login.lower(), name=name, phone=phone, email=email, must_change_password=True
            )
            person.set_password(password)
            person.full_clean()
            person.save()
            Appointment.objects.create(user=person, unit=self.unit(unit), role=role)
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(f"{person.username}  {password}")

    def unit(self, name):
        if not name:
            own = Unit.objects.filter(
                kind=Unit.Kind.ECONOMIC_BUREAU, region__code=settings.OWN_REGION
            ).first()
            if own is None:
                raise CommandError("Name the administrator's unit with --unit.")
            return own
        city = Region.objects.filter(code=settings.OWN_REGION).first()
        if city is None:
            raise CommandError(f"Region {settings.OWN_REGION} is not on record: load the divisions first.")
        kinds = {"kind": Unit.Kind.ECONOMIC_BUREAU, "region": city}
        return Unit.objects.get_or_create(name=name, defaults=kinds)[0]
