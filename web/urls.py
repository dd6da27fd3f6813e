from csp.decorators import csp_update
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularRedocView

from . import handover_views, health, views

# The documentation's script writes its styles and starts a worker from memory: allowed on this page alone.
redoc = csp_update({"style-src": ["'unsafe-inline'"], "worker-src": ["'self'", "blob:"]})
api_docs = redoc(login_not_required(SpectacularRedocView.as_view(url_name="web:schema")))

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("api/v1/schema/", login_not_required(SpectacularAPIView.as_view()), name="schema"),
    path("api/docs/", api_docs, name="api_docs"),
    path("people/<int:pk>/hand-over/", handover_views.handover, name="handover"),
]
