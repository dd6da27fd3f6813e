"""What people are told: one notice a recipient and deed, worded in the reader's language when read."""

from django.apps import apps
from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .wording import doer_of, in_words, verb_of


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everyone reads their own, nobody another's."""
        return self.filter(user=user)

    def unread(self):
        return self.filter(read_at=None)

    def unread_first(self):
        return self.order_by(F("read_at").desc(nulls_first=True), "-pk")

    def with_deeds(self):
        return self.select_related("deed__by", "deed__unit")


class Notice(models.Model):
    """That a deed was done which concerns this person. Kept as code and parameters, not as a sentence.

    ``mail_owed`` is set with the notice and cleared once the mail has left, so that a worker killed between
    the two sends it later.
    """

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="notices")
    deed = models.ForeignKey("workflow.Deed", models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)  # label of the model, e.g. "plans.Plan"
    verb = models.CharField(max_length=40)
    record_id = models.BigIntegerField(null=True)  # the record to open when there is but one
    count = models.PositiveIntegerField(default=1)
    subject = models.CharField(
        max_length=200
    )  # the record's (first record's) own name, business names stay Chinese
    created_at = models.DateTimeField(_("时间"))
    read_at = models.DateTimeField(null=True)
    mail_owed = models.BooleanField(default=False)
    mail_attempts = models.PositiveSmallIntegerField(default=0)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("通知")
        constraints = [models.UniqueConstraint(fields=["user", "deed", "kind"], name="one_notice_a_deed")]
        indexes = [
            models.Index(fields=["user"], condition=models.Q(read_at=None), name="notice_unread"),
            models.Index(fields=["id"], condition=models.Q(mail_owed=True), name="notice_mail_owed"),
        ]

    def __str__(self):
        return self.sentence

    def get_absolute_url(self):
        return reverse("notices:open", args=[self.pk])

    @property
    def model(self):
        """The kind of record it tells of."""
        return apps.get_model(self.kind)

    @property
    def sentence(self):
        return in_words(self)

    @property
    def thing(self):
        return self.model._meta.verbose_name

    @property
    def verb_label(self):
        return verb_of(self)

    @property
    def doer(self):
        return doer_of(self.deed)

    @property
    def records(self):
        """Keys of the records the deed touched, those of other recipients too: narrow by who sees what."""
        from .telling import touched

        return touched(self.model, self.deed_id)


class Dispatch(models.Model):
    """That a notice goes to its reader's telephone by one way (sms, wechat); kept once it has gone."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="dispatches")
    way = models.CharField(max_length=12)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "way"], name="one_dispatch_a_way")]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(sent_at=None), name="dispatch_owed"),
        ]

    def __str__(self):
        return f"{self.way} {self.notice_id}"
