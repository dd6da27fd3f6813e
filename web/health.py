"""Is the process alive, and can the portal do its work?"""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from redis.exceptions import RedisError

from outage.status import status as outage_status
from stats.services import owed_since

HEARTBEAT = "worker-heartbeat"
STALE_SECONDS = 60


@login_not_required
def healthz(request):
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
def readyz(request):
    """Database, migrations, Redis, worker; and since when each day owed is missing. 503 if a part is away."""
    parts = {"database": database(), "migrations": migrations(), "redis": redis(), "worker": worker()}
    ready = all(said == "ok" for said in parts.values())
    owed = {day.isoformat(): since.isoformat() for day, since in owed_since().items()} if ready else None
    answer = {"ready": ready, **parts, "days_owed": owed, "outage_pack": outage_pack()}
    return JsonResponse(answer, status=200 if ready else 503)


def outage_pack():
    """The age of what is on hand when all else is down; an old one is told, and keeps nobody waiting."""
    try:
        said = outage_status()
    except OSError:
        return "unknown"
    return {name: said[name] for name in ("made_at", "age_minutes", "is_old")}


def database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return "away"
    return "ok"


_migrated = False


def migrations():
    """Looked up until all are applied; from then on they stay so for this process."""
    global _migrated
    try:
        if not _migrated:
            executor = MigrationExecutor(connection)
            _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return "unknown"
    return "ok" if _migrated else "missing"


def redis():
    try:
        cache.get(HEARTBEAT)
    except (RedisError, OSError):
        return "away"
    return "ok"


def worker():
    """A worker wrote its heartbeat within the last minute."""
    try:
        beat = cache.get(HEARTBEAT)
    except (RedisError, OSError):
        return "unknown"
    if not beat:
        return "silent"
    age = timezone.now() - datetime.fromisoformat(beat)  # noqa: TID251  health is told in real time
    return "ok" if age.total_seconds() < STALE_SECONDS else f"silent since {beat}"
