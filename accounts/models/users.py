"""A person who signs in."""

from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .history import Remembered, WithRequest


class UserQuerySet(models.QuerySet):
    def in_office(self):
        """Those who have not left."""
        return self.filter(left_at=None)

    def known_as(self, typed):
        """The person who signs in as ``typed``, a user name or a telephone only one person has; or None."""
        typed = typed.strip()
        named = self.filter(username=typed.lower()).first() or self.filter(username=typed).first()
        if named or not typed:
            return named
        owners = list(self.in_office().filter(phone=typed)[:2])
        return owners[0] if len(owners) == 1 else None


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, username, password=None, **fields):
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(Remembered, AbstractBaseUser):
    """A person who signs in. What they may see and do comes from their appointments alone."""

    username = models.CharField(_("登录名"), max_length=50, unique=True)
    name = models.CharField(_("姓名"), max_length=50)
    phone = models.CharField(_("手机号"), max_length=20, blank=True)
    email = models.EmailField(_("邮箱"), blank=True)
    must_change_password = models.BooleanField(_("须改初始密码"), default=False)
    left_at = models.DateTimeField(_("离岗时间"), null=True, blank=True)
    # Real time. Set when the second factor is confirmed; a session proves itself by carrying this moment.
    second_factor_since = models.DateTimeField(_("双因子开通时间"), null=True, editable=False)
    last_login = None  # the sign-in log tells; a column would write a version of the person at every sign-in

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()
    history = HistoricalRecords(bases=[WithRequest], excluded_fields=["password"])

    class Meta:
        ordering = ["username"]
        verbose_name = _("人员")

    def __str__(self):
        return self.name

    @property
    def is_active(self):
        """Whoever has left cannot sign in, whatever appointments remain on paper."""
        return self.left_at is None

    def get_absolute_url(self):
        return reverse("accounts:person", args=[self.pk])

    @cached_property
    def posts(self):
        """The appointments in force now: one query, kept for the life of this object (a request)."""
        return list(self.appointments.in_force().select_related("unit__region", "acting_for__user"))

    @property
    def roles(self):
        return {post.role for post in self.posts}

    def holds(self, *roles):
        return any(post.role in roles for post in self.posts)

    def units_as(self, *roles):
        """Keys of the units in which this person holds one of the roles."""
        return [post.unit_id for post in self.posts if post.role in roles]

    def regions_as(self, *roles, kinds=None):
        """Keys of the divisions of those units, of certain kinds of unit if named."""
        return [
            post.unit.region_id
            for post in self.posts
            if post.role in roles and (kinds is None or post.unit.kind in kinds)
        ]

    @property
    def eyes(self):
        """Whose eyes these are: (role, place) of each appointment, for the top bar; lent ones say by whom."""
        return [(post.role_in_words, post.place) for post in self.posts]
