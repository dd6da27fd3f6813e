"""Accounts from a sheet: the page, and the slips that follow it."""

from django.urls import reverse

from accounts import slips
from ui.sheets.views import import_page

from .importing import PeopleImporter


def people_import(request):
    """Check a sheet of accounts, take it in, and print its first passwords at once."""

    class WithSlips(PeopleImporter):
        @staticmethod
        def hand_out(made):
            slips.hold(request, made)

    return import_page(request, WithSlips, back_url=reverse("accounts:slips"))
