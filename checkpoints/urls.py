from django.urls import path

from . import phone_page, views

app_name = "checkpoints"
urlpatterns = [
    path("posts/", views.post_list, name="list"),
    path("posts/new/", views.post_new, name="new"),
    path("posts/desk/", views.duty_desk, name="desk"),
    path("posts/checks/", views.check_list, name="checks"),
    path("posts/<int:pk>/", views.post_detail, name="post"),
    path("checkpoint/", phone_page.page, name="phone"),
    path("checkpoint/worker.js", phone_page.worker, name="worker"),
    path("checkpoint/manifest.webmanifest", phone_page.manifest, name="manifest"),
]
