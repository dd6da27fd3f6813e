from django.urls import path

from . import views

app_name = "signing"
urlpatterns = [path("signing-keys/", views.keys, name="keys")]
