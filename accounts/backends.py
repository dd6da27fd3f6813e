"""Who someone is by user name, or by a telephone that only one person has, and password."""

from django.contrib.auth.backends import BaseBackend

from .models import User


class NameOrPhone(BaseBackend):
    """Whoever has left is nobody: their sessions end with the next request."""

    def authenticate(self, request, username=None, password=None):
        if username is None or password is None:
            return None
        user = User.objects.known_as(username)
        if user is None:
            User().set_password(password)  # as slow as for a name that exists
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id):
        return User.objects.in_office().filter(pk=user_id).first()
