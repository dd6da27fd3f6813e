from django.urls import path

from . import views

app_name = "whitelist"
urlpatterns = [
    path("whitelist/", views.entry_list, name="list"),
    path("whitelist/nominate/", views.entry_nominate, name="nominate"),
    path("whitelist/record/", views.entry_record, name="record"),
    path("whitelist/<int:pk>/", views.entry_detail, name="detail"),
]
