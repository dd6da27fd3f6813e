"""People, the units they belong to, and the appointments by which they may act."""

from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from clock import clock
from ui.requests import current_request_id


class WithRequest(models.Model):
    """Base of every history table: which request made the edit."""

    request_id = models.CharField(max_length=64, blank=True, default=current_request_id)

    class Meta:
        abstract = True


class Unit(models.Model):
    """A unit (单位) with its name as on its seal, its place and its 24-hour duty telephone.

    Every officer belongs to one; every step keeps person and unit; every paper prints unit and telephone.
    """

    class Kind(models.TextChoices):
        HEADQUARTERS = "headquarters", _("指挥部")
        WORKING_GROUP = "working_group", _("工作组")
        ECONOMIC_BUREAU = "economic_bureau", _("经信部门")
        PARK_COMMITTEE = "park_committee", _("园区管委会")
        TOWN = "town", _("镇街")
        TRAFFIC_POLICE = "traffic_police", _("公安交警")
        TRANSPORT = "transport", _("交通运输")
        HEALTH = "health", _("卫生健康")
        AUDIT = "audit", _("审计")
        ENTERPRISE = "enterprise", _("企业")

    name = models.CharField(_("单位名称"), max_length=100, unique=True)
    kind = models.CharField(_("单位类型"), max_length=20, choices=Kind.choices)
    region = models.ForeignKey("regions.Region", models.PROTECT, verbose_name=_("所在区划"))
    duty_phone = models.CharField(_("值班电话"), max_length=30, blank=True)
    goods = ArrayField(
        models.CharField(max_length=20), verbose_name=_("归口物资类别"), default=list, blank=True
    )

    history = HistoricalRecords(bases=[WithRequest])

    class Meta:
        ordering = ["name"]
        verbose_name = _("单位")

    def __str__(self):
        return self.name


class Role(models.TextChoices):
    """What a person may be appointed as; the place is that of the unit."""

    CLERK = "enterprise_clerk", _("企业经办")
    TERRITORIAL = "territorial_officer", _("属地经办")
    DISTRICT = "district_officer", _("区县经办")
    CITY = "city_officer", _("市级经办")
    LIAISON = "department_liaison", _("部门联络员")
    CHECKPOINT = "checkpoint_officer", _("查验点")
    AUDITOR = "auditor", _("审计人员")
    SYSTEM = "system_administrator", _("系统管理员")
    SECURITY = "security_administrator", _("安全管理员")
    AUDIT = "audit_administrator", _("审计管理员")


ADMINISTRATORS = frozenset({Role.SYSTEM, Role.SECURITY, Role.AUDIT})
# Whose accounts an officer may create and reset: those below (issue: 由上级为下级开户).
BELOW = {
    Role.SYSTEM: frozenset(Role) - {Role.AUDIT, Role.SECURITY},
    Role.CITY: frozenset({Role.DISTRICT, Role.TERRITORIAL, Role.CLERK, Role.LIAISON, Role.CHECKPOINT}),
    Role.DISTRICT: frozenset({Role.TERRITORIAL, Role.CLERK}),
    Role.TERRITORIAL: frozenset({Role.CLERK}),
}


class UserManager(BaseUserManager):
    def create_user(self, username, password=None, **fields):
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in. What they may see and do comes from their appointments alone."""

    username = models.CharField(_("登录名"), max_length=50, unique=True)
    name = models.CharField(_("姓名"), max_length=50)
    phone = models.CharField(_("手机号"), max_length=20, blank=True)
    email = models.EmailField(_("邮箱"), blank=True)
    must_change_password = models.BooleanField(_("须改初始密码"), default=False)
    left_at = models.DateTimeField(_("离岗时间"), null=True, blank=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()
    history = HistoricalRecords(bases=[WithRequest], excluded_fields=["password", "last_login"])

    class Meta:
        ordering = ["username"]
        verbose_name = _("人员")

    def __str__(self):
        return self.name

    @property
    def is_active(self):
        """Whoever has left cannot sign in, whatever appointments remain on paper."""
        return self.left_at is None

    @cached_property
    def posts(self):
        """The appointments in force now: one query, kept for the life of this object (a request)."""
        return list(self.appointments.in_force().select_related("unit__region"))

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
        """Whose eyes these are: (role, place) of each appointment, for the top bar."""
        return [(post.get_role_display(), post.place) for post in self.posts]


class AppointmentQuerySet(models.QuerySet):
    def in_force(self, at=None):
        at = at or clock.now()
        return self.filter(Q(until=None) | Q(until__gt=at), since__lte=at, user__left_at=None)


class Appointment(models.Model):
    """That a person may act for a unit in a role from one moment until another (open at first)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments", verbose_name=_("人员"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="appointments", verbose_name=_("单位"))
    role = models.CharField(_("角色"), max_length=24, choices=Role.choices)
    since = models.DateTimeField(_("起"), default=clock.now)
    until = models.DateTimeField(_("止"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()
    history = HistoricalRecords(bases=[WithRequest])

    class Meta:
        ordering = ["pk"]
        verbose_name = _("任职")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                condition=Q(until=None),
                name="one_open_appointment",
                violation_error_message=_("该人员在此单位已任此角色。"),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="appointment_ends_after_start",
                violation_error_message=_("止须晚于起。"),
            ),
        ]

    @property
    def place(self):
        """Where this appointment counts: a division for bureaus, the unit itself for parks, towns and firms."""
        local = {Unit.Kind.PARK_COMMITTEE, Unit.Kind.TOWN, Unit.Kind.ENTERPRISE}
        return str(self.unit if self.unit.kind in local else self.unit.region)


class ApiToken(models.Model):
    """A key with which a program acts for a person. Its times are real time, not the portal's clock."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="tokens")
    name = models.CharField(_("用途"), max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    write = models.BooleanField(_("可写"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("到期"))
    last_used_at = models.DateTimeField(_("最近使用"), null=True)
    revoked_at = models.DateTimeField(_("停用"), null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("接口令牌")
