from django.urls import path

from . import disqualif_views

app_name = "control"
urlpatterns = [
    path("disqualifications/", disqualif_views.case_list, name="disqualifications"),
    path("disqualifications/new/", disqualif_views.case_new, name="disqualification_new"),
    path("disqualifications/<int:pk>/", disqualif_views.case_detail, name="disqualification"),
    path("disqualifications/<int:pk>/file/", disqualif_views.case_file, name="disqualification_file"),
    path("disqualifications/<int:pk>/print/", disqualif_views.case_print, name="disqualification_print"),
]
