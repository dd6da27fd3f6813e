from django.urls import path

from . import acting_views, duty_views, views

app_name = "calls"
urlpatterns = [
    path("calls/", views.sheet_list, name="list"),
    path("calls/new/", views.sheet_new, name="new"),
    path("calls/<int:pk>/", views.sheet_detail, name="sheet"),
    path("calls/<int:pk>/next/", views.sheet_next, name="next"),
    path("calls/<int:pk>/text/", views.sheet_text, name="text"),
    path("calls/<int:pk>/print/", views.sheet_print, name="print"),
    path("calls/firms/<int:pk>/", views.call_detail, name="call"),
    path("duty/", duty_views.duty_list, name="duty"),
    path("duty/new/", duty_views.duty_new, name="duty_new"),
    path("duty/import/", duty_views.duty_import, name="duty_import"),
    path("duty/paste/", duty_views.duty_paste, name="duty_paste"),
    path("duty/<int:pk>/", duty_views.shift_detail, name="shift"),
    path("acting/", acting_views.acting_list, name="acting"),
    path("acting/new/", acting_views.acting_new, name="acting_new"),
    path("acting/<int:pk>/", acting_views.acting_detail, name="acting_detail"),
]
