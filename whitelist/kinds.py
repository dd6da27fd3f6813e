"""At which level one is listed, and as what."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    MUNICIPAL = "municipal", _("市级")
    PROVINCIAL = "provincial", _("省级")
    NATIONAL = "national", _("国家级")


class Category(models.TextChoices):
    SOCIAL_OPERATION = "social_operation", _("保障社会运转")
    EPIDEMIC_RESPONSE = "epidemic_response", _("防疫抗疫")
    LIVELIHOOD = "livelihood", _("居民生活")
    KEY_SUPPLIES = "key_supplies", _("关键物资")
    KEY_INDUSTRY = "key_industry", _("重点产业运行")
