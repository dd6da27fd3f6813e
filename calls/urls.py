from django.urls import path

from . import views

app_name = "calls"
urlpatterns = [
    path("calls/", views.sheet_list, name="list"),
    path("calls/new/", views.sheet_new, name="new"),
    path("calls/<int:pk>/", views.sheet_detail, name="sheet"),
    path("calls/<int:pk>/next/", views.sheet_next, name="next"),
    path("calls/<int:pk>/text/", views.sheet_text, name="text"),
    path("calls/<int:pk>/print/", views.sheet_print, name="print"),
    path("calls/firms/<int:pk>/", views.call_detail, name="call"),
]
