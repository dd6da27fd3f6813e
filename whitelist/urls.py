from django.urls import path

from . import admit_views, views

app_name = "whitelist"
urlpatterns = [
    path("whitelist/", views.entry_list, name="list"),
    path("whitelist/nominate/", views.entry_nominate, name="nominate"),
    path("whitelist/record/", views.entry_record, name="record"),
    path("whitelist/import/", views.sheet, name="import"),
    path("whitelist/admit/", admit_views.entry_admit, name="admit"),
    path("whitelist/<int:pk>/", views.entry_detail, name="detail"),
    path("whitelist/<int:pk>/file/", views.entry_file, name="file"),
]
