"""711 firms ordered by one key, with steps and notices to each firm's clerk, beside the one statement for the same."""

import time

from django.db import connection

from .importing import undone
from .measuring import Row, officer, side_by_side, statements, with_clerks

FIRMS = 711
BEST = """
WITH told AS (
  INSERT INTO workflow_deed (verb, kind, by_id, recorded_at, remark, basis, count, request_id)
  VALUES ('order', 'plans.Loop', %(by)s, %(now)s, '', '', %(number)s, '') RETURNING id),
loops AS (
  INSERT INTO plans_loop (status, moved_at, due_at, enterprise_id, plan_id, variant)
  SELECT 'ordered', %(now)s, %(due)s, p.enterprise_id, p.id, 'plan'
  FROM plans_plan p JOIN enterprises_enterprise e ON e.id = p.enterprise_id
  WHERE p.status = 'filed' AND e.credit_code = ANY(%(codes)s) AND e.disqualified_at IS NULL
    AND NOT EXISTS (SELECT FROM plans_loop l WHERE l.enterprise_id = e.id
                    AND l.status IN ('ordered', 'running', 'paused'))
  RETURNING id, enterprise_id),
steps AS (
  INSERT INTO plans_loopstep (record_id, deed_id, source, target, occurred_at, recorded_at)
  SELECT l.id, t.id, '', 'ordered', %(now)s, %(now)s FROM loops l, told t),
waiting AS (INSERT INTO workflow_outbox (deed_id, attempts, error) SELECT id, 0, '' FROM told),
kept AS (
  INSERT INTO control_switch (verb, drill, by_id, at, deed_id, variant, digest, moved, people, refused, report,
                              basis, remark, codes, above_scale)
  SELECT 'order', false, %(by)s, %(now)s, (SELECT id FROM told), 'plan',
         encode(sha256(convert_to(string_agg(concat(e.credit_code, p.id, v.number), ' '), 'UTF8')), 'hex'),
         count(*), sum(p.people_inside), 0,
         jsonb_agg(jsonb_build_object('firm', e.id, 'name', e.name, 'territory', coalesce(k.name, ''), 'code', '',
           'credit_code', e.credit_code, 'standing', '', 'plan', p.id, 'version', v.number, 'variant', 'plan',
           'people', p.people_inside, 'equal', p.backup_equal, 'reduced', p.backup_reduced, 'due_at', %(due)s)),
         '', '', %(codes)s, false
  FROM loops l JOIN enterprises_enterprise e ON e.id = l.enterprise_id JOIN plans_plan p ON p.enterprise_id = e.id
  JOIN plans_planversion v ON v.plan_id = p.id LEFT JOIN enterprises_park k ON k.id = e.park_id)
INSERT INTO notices_notice (user_id, deed_id, kind, verb, record_id, count, subject, created_at, mail_owed,
                            mail_attempts)
SELECT a.user_id, t.id, 'plans.Loop', 'order', l.id, 1, e.name, %(now)s, false, 0
FROM loops l JOIN enterprises_enterprise e ON e.id = l.enterprise_id
JOIN accounts_appointment a ON a.unit_id = e.unit_id AND a.until IS NULL, told t"""


def rows():
    from clock import clock
    from control.models import Switch
    from control.switch.scope import Scope
    from control.switch.services import order_switch, preview_order
    from notices.delivering import deliver_outbox
    from notices.models import Notice
    from notices.telling import notices_of
    from workflow.inserting import insert

    orders = officer("orders")
    codes = _filed(officer("types"))
    deliver_outbox(most=10_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    def scope(number):
        return Scope(codes=tuple(codes[:number]))

    digests = {number: preview_order(scope(number), by=orders).digest for number in (50, FIRMS)}

    def press(number, tell=True):
        switch = order_switch(scope(number), by=orders, digest=digests[number])
        assert switch.moved == number
        if tell:  # what the apps above do once it is told (call sheets) is theirs
            insert(Notice, notices_of(switch.deed), ignore_conflicts=True)
            assert Notice.objects.filter(deed=switch.deed).count() == number

    def best():
        now = clock.now()
        given = {"by": orders.pk, "now": now, "due": now, "codes": codes, "number": FIRMS}
        with connection.cursor() as cursor:
            cursor.execute(BEST, given)
            assert cursor.rowcount == FIRMS

    def undoing(work):
        return lambda: undone(work)

    undone(lambda: press(50))  # who the officer is is asked once a request
    few, many = (statements(undoing(lambda n=n: press(n, tell=False))) - 2 for n in (50, FIRMS))
    wall = side_by_side(undoing(lambda: press(FIRMS)), undoing(best), rounds=15, watch=time.perf_counter)
    assert not Switch.objects.exists()
    yield Row("the switch orders 711 firms, all told", *wall, "ratio ≤ 8", f"{few} / {many} at 50 / 711")


def _filed(typist):
    """The codes of 711 firms, each with a plan on file and a clerk of its own."""
    from clock import clock
    from enterprises.models import Enterprise
    from plans.models import Plan, PlanVersion

    firms = with_clerks(Enterprise.objects.order_by("pk").select_related("county")[:FIRMS])
    how = {"kind": "enterprise", "filed_by": typist, "status": "filed", "people_inside": 100}
    plans = Plan.objects.bulk_create(Plan(enterprise=firm, moved_at=clock.now(), **how) for firm in firms)
    PlanVersion.objects.bulk_create(
        PlanVersion(plan=plan, number=1, question_set="enterprise.1", frozen_at=clock.now()) for plan in plans
    )
    return [firm.credit_code for firm in firms]
