from datetime import date

from django.urls import path, register_converter

from . import views


class Day:
    """2022-09-11; what is no day of the calendar is no address."""

    regex = r"\d{4}-\d{2}-\d{2}"
    to_python = staticmethod(date.fromisoformat)

    def to_url(self, day):
        return day.isoformat()


register_converter(Day, "day")

app_name = "stats"
urlpatterns = [
    path("statistics/", views.statistics, name="last"),
    path("statistics/now/", views.now, name="now"),
    path("statistics/<day:day>/", views.statistics, name="day"),
    path("statistics/<day:day>/<slug:figure>/<slug:scope>/<slug:code>/", views.rows, name="rows"),
]
