from django.urls import path

from . import views

app_name = "periods"
urlpatterns = [
    path("periods/", views.period_list, name="list"),
    path("periods/transcribe/", views.period_transcribe, name="transcribe"),
    path("periods/<int:pk>/", views.period_detail, name="detail"),
    path("periods/<int:pk>/file/", views.period_file, name="file"),
]
