from django.urls import path

from . import people_views, return_views, town_views, views

app_name = "enterprises"
urlpatterns = [
    path("enterprises/", views.enterprise_list, name="list"),
    path("enterprises/new/", views.enterprise_new, name="new"),
    path("enterprises/towns/", town_views.towns, name="towns"),
    path("enterprises/import/<slug:kind>/", views.sheet, name="import"),
    path("enterprises/<str:credit_code>/", views.enterprise_detail, name="detail"),
    path("enterprises/<str:credit_code>/edit/", views.enterprise_edit, name="edit"),
    path("enterprises/<str:credit_code>/directory/", views.entry_write, name="entry"),
    path("people/import/", people_views.people_import, name="people_import"),
    path("parks/", views.park_list, name="parks"),
    path("parks/new/", views.park_new, name="park_new"),
    path("parks/<int:pk>/", views.park_detail, name="park"),
    path("parks/<int:pk>/edit/", views.park_edit, name="park_edit"),
    path("returns/", return_views.return_list, name="returns"),
    path("returns/new/", return_views.return_new, name="return_new"),
]
