from django.urls import path

from . import views
from .attachments import views as attachment_views
from .fill import sections as section_views
from .fill import views as fill_views
from .loops import views as loop_views
from .many.views import many_page
from .many.visit_views import many_hub, visit_page
from .paper import views as paper_views
from .review import check_views, route_views
from .rules import views as rule_views

app_name = "plans"
urlpatterns = [
    path("plans/", views.plan_list, name="list"),
    path("plans/new/", views.plan_new, name="new"),
    path("plans/many/", many_hub, name="many"),
    path("plans/endorse/", many_page, {"verb": "endorse"}, name="endorse-many"),
    path("plans/check/", visit_page, name="sign-many"),
    path("plans/agree/", many_page, {"verb": "agree"}, name="agree-many"),
    path("plans/file/", many_page, {"verb": "file"}, name="file-many"),
    path("plans/routes/", route_views.route_table, name="routes"),
    path("plans/routes/<str:tier>/<str:state>/", route_views.route_edit, name="route"),
    path("plans/<int:pk>/check/", check_views.plan_check, name="check"),
    path("plans/<int:pk>/check/print/", check_views.check_print, name="check-print"),
    path("plans/<int:pk>/check/photos/<uuid:uid>/", check_views.check_photo, name="check-photo"),
    path("plans/rules/", rule_views.rules, name="rules"),
    path("plans/rules/<slug:key>/", rule_views.rule, name="rule"),
    path("plans/<int:pk>/", views.plan_detail, name="detail"),
    path("plans/<int:pk>/fill/", fill_views.plan_fill, name="fill"),
    path("plans/<int:pk>/fill/<slug:key>/", section_views.plan_section, name="section"),
    path("plans/<int:pk>/use/", section_views.plan_use, name="use"),
    path("plans/<int:pk>/attachments/", attachment_views.plan_attach, name="attach"),
    path("plan-attachments/<uuid:uid>/", attachment_views.attachment, name="attachment"),
    path("plan-attachments/<uuid:uid>/remove/", attachment_views.attachment_remove, name="attachment_remove"),
    path("plans/<int:pk>/print/", views.plan_print, name="print"),
    path("plans/<int:pk>/pdf/", paper_views.plan_pdf, name="pdf"),
    path("plans/<int:pk>/seal/", paper_views.plan_seal, name="seal"),
    path("plans/<int:pk>/sealed/<uuid:uid>/", paper_views.plan_sealed, name="sealed"),
    path("plans/<int:pk>/order/", loop_views.plan_order, name="order"),
    path("loops/", loop_views.loop_list, name="loops"),
    path("loops/<int:pk>/", loop_views.loop_detail, name="loop"),
]
