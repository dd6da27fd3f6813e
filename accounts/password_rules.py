"""What a password must be, in the portal's words where Django's have no Chinese."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """At least ``min_length`` characters."""

    def get_error_message(self):
        return _("太短：至少%(least)d位。") % {"least": self.min_length}
