"""Each day the signatures made are set beside the passes issued: a code nobody decided on must not go unseen."""

from datetime import timedelta

from django.db import transaction

from accounts.models import Role, User
from clock import clock
from notices.models import Notice
from passes.issue.claims import PURPOSE
from passes.models import PassStep, Reconciliation
from passes.statuses import WAITING
from passes.steps import ISSUING
from signing.models import SignatureLog
from workflow.deeds import deed as one_deed

SHOWN = 200  # differences kept by name; all are counted


def reconcile(day):
    """Set the signatures of passes made on ``day`` beside that day's issue steps; may run twice.

    A signature and a step belong together by the pass and the deed. The security administrators are told of
    differences once a day and again when there are others. Returns the ``Reconciliation``.
    """
    since, until = clock.day_start(day), clock.day_start(day + timedelta(days=1))
    signed = SignatureLog.objects.filter(purpose=PURPOSE, signed_at__gte=since, signed_at__lt=until)
    signed = {(subject, deed) for subject, deed in signed.order_by().values_list("subject", "deed")}
    steps = PassStep.objects.filter(
        recorded_at__gte=since,
        recorded_at__lt=until,
        deed__verb__in=ISSUING,
        source__in=WAITING,
        target="issued",
    )
    issued = {(str(uid), deed) for uid, deed in steps.order_by().values_list("record__uid", "deed")}
    unissued, unsigned = sorted(signed - issued, key=str), sorted(issued - signed, key=str)
    found = {
        "signatures": len(signed),
        "issues": len(issued),
        "unissued": len(unissued),
        "unsigned": len(unsigned),
        "differences": {
            "unissued": [uid for uid, _deed in unissued[:SHOWN]],
            "unsigned": [uid for uid, _deed in unsigned[:SHOWN]],
        },
    }
    with transaction.atomic():
        before = Reconciliation.objects.select_for_update().filter(day=day).first()
        made, _new = Reconciliation.objects.update_or_create(
            day=day, defaults={**found, "run_at": clock.now()}
        )
        if (unissued or unsigned) and (before is None or before.differences != made.differences):
            _tell(made, len(unissued) + len(unsigned))
    return made


def _tell(made, count):
    with one_deed("reconcile", by=None, kind=Reconciliation._meta.label) as deed:
        deed.count = 1
        guards = User.objects.in_office().filter(appointments__role=Role.SECURITY).distinct()
        Notice.objects.bulk_create(
            Notice(
                user=guard,
                deed=deed,
                kind=Reconciliation._meta.label,
                verb="reconcile",
                record_id=made.pk,
                count=count,
                subject=str(made.day),
                created_at=clock.now(),
                mail_owed=True,
            )
            for guard in guards
        )
