from django.urls import path

from . import views

app_name = "papers"
urlpatterns = [
    path("papers/verify/", views.verify, name="verify"),
    path("papers/verify/<slug:code>/", views.verify_code, name="verify_code"),
]
