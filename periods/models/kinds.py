"""The kinds of control that notices name."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class ControlKind(models.Model):
    """A kind of control as notices name it (临时性静态管理 …); data, because notices find new words."""

    code = models.SlugField(max_length=30, unique=True)
    name = models.CharField(_("管控类型"), max_length=40, unique=True)
    name_en = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name_en if get_language() == "en" and self.name_en else self.name
