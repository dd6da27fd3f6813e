from django.urls import path

from . import many_views, pack_views, public, start_views, views
from .missing import views as missing

app_name = "gathering"
urlpatterns = [
    path("gathering/", missing.missing_list, name="missing"),
    path("gathering/text/", missing.missing_text, name="missing_text"),
    path("gathering/many/", many_views.firms_many, name="many"),
    path("gathering/sheet/", start_views.start_sheet, name="sheet"),
    path("gathering/pack/", pack_views.pack, name="pack"),
    path("gathering/templates/", start_views.template_list, name="templates"),
    path("gathering/templates/<int:pk>/", start_views.template_edit, name="template"),
    path("links/", views.link_list, name="links"),
    path("links/many/", many_views.links_many, name="links_many"),
    path("links/slips/", views.slips, name="slips"),
    path("links/<int:pk>/", views.link_detail, name="link"),
    path("c/<str:token>/", public.task, name="task"),
]
