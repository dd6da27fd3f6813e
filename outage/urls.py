from django.urls import path

from . import views

app_name = "outage"
urlpatterns = [
    path("outage/", views.pack, name="pack"),
    path("outage/file/", views.pack_file, name="file"),
    path("outage/print/", views.pack_print, name="print"),
]
