"""One's own notices over REST."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action

from ui.keys import plain_key
from ui.viewsets import ColumnsViewSet

from .columns import COLUMNS
from .filters import NoticeFilter
from .models import Notice
from .services import mark_read


class NoticeViewSet(ColumnsViewSet):
    """What was done that concerns the token's owner; ``?unread=true`` for what was not read yet."""

    columns = COLUMNS
    filterset_class = NoticeFilter

    def get_queryset(self):
        return Notice.objects.visible_to(self.request.user)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def read(self, request, pk):
        notice = self.get_queryset().filter(pk=plain_key(pk)).first()
        if notice is None:
            raise Http404
        mark_read(notice)
        return self.retrieve(request, pk=pk)


ROUTES = {"notices": NoticeViewSet}
