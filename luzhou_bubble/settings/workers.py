"""The workers and the hours at which they are set to work."""

from celery.schedules import crontab

from .place import TIME_ZONE
from .stores import REDIS_URL

CELERY_BROKER_URL = (
    REDIS_URL.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=")
    if REDIS_URL.startswith("unix://")
    else REDIS_URL
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
}
CELERY_BEAT_SCHEDULE = {
    "plans: the rest chased": {"task": "plans.tasks.chase_rest", "schedule": 300.0},
    "deliver the outbox": {"task": "notices.tasks.deliver_outbox", "schedule": 5.0},
    "make the papers owed": {"task": "papers.tasks.make_papers", "schedule": 10.0},
    "compile the days owed": {"task": "stats.tasks.compile_days_owed", "schedule": crontab(minute="*/5")},
    "restate the deadlines": {"task": "plans.tasks.restate_deadlines", "schedule": crontab()},
    "tend prepared switches": {"task": "control.tasks.tend_prepared", "schedule": crontab(minute="*")},
    "outage pack": {"task": "outage.tasks.make_outage_pack", "schedule": crontab(minute=7)},
    "papers to and from the seal": {"task": "papers.tasks.seal_papers", "schedule": crontab()},
    "signatures beside issues": {
        "task": "passes.tasks.reconcile_signatures",
        "schedule": crontab(hour=0, minute=20),
    },
    "forget where vehicles were checked": {
        "task": "checkpoints.tasks.forget_places",
        "schedule": crontab(hour=3, minute=20),
    },
    "forget who drove": {"task": "passes.tasks.forget_people", "schedule": crontab(hour=3, minute=40)},
    "worker heartbeat": {"task": "web.tasks.beat_heart", "schedule": 15.0},
}
