from django.urls import path

from . import handover_views, views

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("people/<int:pk>/hand-over/", handover_views.handover, name="handover"),
]
