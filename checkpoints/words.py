"""Sentences of the phone's interface."""

from django.utils.translation import gettext_lazy as _

BAD_BODY = _("请求内容不符合要求。")
TOO_MANY = _("一次最多1000条，请分批上传。")
TOO_OFTEN = _("尝试次数过多，请过十分钟再试。")
