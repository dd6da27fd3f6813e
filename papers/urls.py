from django.urls import path

from . import pack_views, views

app_name = "papers"
urlpatterns = [
    path("papers/verify/", views.verify, name="verify"),
    path("papers/verify/<slug:code>/", views.verify_code, name="verify_code"),
    path("papers/packs/<uuid:uid>/", pack_views.pack_page, name="pack"),
    path("papers/packs/<uuid:uid>/file/", pack_views.pack_file, name="pack_file"),
    path("papers/packs/<uuid:uid>/sealed/", pack_views.pack_sealed, name="pack_sealed"),
    path("papers/packs/<uuid:uid>/seal/", pack_views.pack_seal, name="pack_seal"),
    path("papers/packs/<uuid:uid>/resend/", pack_views.pack_resend, name="pack_resend"),
]
