"""Pages that may know everything: what waits for you, dossiers, search, health."""

from django.shortcuts import render


def home(request):
    return render(request, "web/home.html")
