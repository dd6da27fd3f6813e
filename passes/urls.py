from django.urls import path

from . import views
from .apply import stable
from .apply import views as apply_views
from .batches import views as batches
from .desk import views as desk
from .paper import views as paper_views
from .reconciling import views as reconciling
from .reviewing import views as reviews
from .roadside import driver, public
from .type_desk import views as types
from .voiding import views as voiding

app_name = "passes"
urlpatterns = [
    path("V/<str:letters>", public.verify_code, name="verify_code"),
    path("v/<str:uid>/", public.verify_link, name="verify_link"),
    path("passes/", views.pass_list, name="list"),
    path("passes/queue/", views.pass_queue, name="queue"),
    path("passes/new/", apply_views.pass_apply, name="apply"),
    path("passes/enter/", apply_views.pass_enter, name="enter"),
    path("passes/void-before/", voiding.void_page, name="void_before"),
    path("passes/signatures/", reconciling.reconciliations, name="reconciliations"),
    path("passes/vehicles/", stable.stable, name="stable"),
    path("passes/vehicles/remove/", stable.stable_remove, name="stable_remove"),
    path("passes/desk/", desk.desk, name="desk"),
    path("passes/desk/claim/", desk.desk_claim, name="desk_claim"),
    path("passes/desk/undo/", desk.desk_undo, name="desk_undo"),
    path("passes/decide/", desk.pass_decide, name="decide"),
    path("passes/phrases/", desk.phrases, name="phrases"),
    path("passes/register/", batches.register, name="register"),
    path("passes/batches/", batches.batch_list, name="batches"),
    path("passes/batches/new/", batches.batch_new, name="batch_new"),
    path("passes/batches/<int:pk>/", batches.batch_detail, name="batch"),
    path("passes/batches/<int:pk>/scan/", batches.batch_scan, name="batch_scan"),
    path("passes/batches/<int:pk>/approval/", batches.batch_approval, name="batch_approval"),
    path("passes/batches/<int:pk>/result/", batches.batch_result, name="batch_result"),
    path("passes/<int:pk>/", views.pass_detail, name="detail"),
    path("passes/<int:pk>/edit/", apply_views.pass_edit, name="edit"),
    path("passes/<int:pk>/print/", paper_views.pass_print, name="print"),
    path("passes/<int:pk>/pdf/", paper_views.pass_pdf, name="pdf"),
    path("passes/reviews/", reviews.reviews, name="reviews"),
    path("passes/reviews/mark/", reviews.reviews_mark, name="reviews_mark"),
    path("passes/types/", types.type_list, name="types"),
    path("passes/types/new/", types.type_new, name="type_new"),
    path("passes/types/<slug:code>/", types.type_detail, name="type"),
    path("passes/types/<slug:code>/edit/", types.type_edit, name="type_edit"),
    path("passes/<int:pk>/seal/", paper_views.pass_seal, name="seal"),
    path("passes/<int:pk>/sealed/<uuid:uid>/", paper_views.pass_sealed, name="sealed"),
    path("passes/pack/", paper_views.pass_pack, name="pack"),
    path("d/<uuid:uid>/", driver.driver_page, name="driver"),
    path("verify/", public.verify, name="verify"),
]
