from django.urls import path

from . import pack_views, views

app_name = "papers"
urlpatterns = [
    path("papers/verify/", views.verify, name="verify"),
    path("papers/verify/<slug:code>/", views.verify_code, name="verify_code"),
    path("papers/packs/<uuid:uid>/", pack_views.pack_page, name="pack"),
    path("papers/packs/<uuid:uid>/file/", pack_views.pack_file, name="pack_file"),
]
