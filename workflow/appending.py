"""What the database itself keeps from being changed, whatever code runs: steps, deeds, versions.

Each function gives the operation of a migration for one table; the rules are functions of the database, made by
``workflow/migrations/0002_append_only.py``, on which such a migration depends. Emptying a whole table (TRUNCATE)
is left to the owner of the database: tests and a new demonstration begin so.
"""

from django.db import migrations

NEVER_CHANGED = "never_changed"
ONLY_CLOSED = "only_closed"
DEED_STANDS = "deed_stands"

RULES = r"""
CREATE FUNCTION workflow_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
END $$;

CREATE FUNCTION workflow_only_closed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE closed timestamptz;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    closed := NEW.superseded_at;
    NEW.superseded_at := NULL;
    IF OLD.superseded_at IS NULL AND closed IS NOT NULL AND NEW IS NOT DISTINCT FROM OLD THEN
      NEW.superseded_at := closed;
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'a version in % is only ever closed: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
END $$;

-- Did the transaction that is asking write this row? A row one sees whose writer is still under way is one's own;
-- savepoints have numbers of their own, so the numbers cannot simply be compared.
CREATE FUNCTION workflow_own_row(writer xid) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  now_at bigint := pg_current_xact_id()::text::bigint;
  whole bigint := (now_at >> 32 << 32) + writer::text::bigint;
BEGIN
  IF whole - now_at > 2147483648 THEN
    whole := whole - 4294967296;
  ELSIF now_at - whole > 2147483648 THEN
    whole := whole + 4294967296;
  END IF;
  RETURN whole > 2 AND coalesce(pg_xact_status(whole::text::xid8) = 'in progress', false);
END $$;

CREATE FUNCTION workflow_deed_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE counted integer; told text;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    counted := NEW.count;
    told := NEW.kind;
    NEW.count := OLD.count;
    NEW.kind := OLD.kind;
    IF NEW IS NOT DISTINCT FROM OLD AND (
      (counted, told) IS NOT DISTINCT FROM (OLD.count, OLD.kind::text) OR workflow_own_row(OLD.xmin)
    ) THEN
      NEW.count := counted;
      NEW.kind := told;
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'a deed stands as it was done: % refused', TG_OP
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
END $$;
"""
UNRULED = """
DROP FUNCTION workflow_never_changed(), workflow_only_closed(), workflow_deed_stands(), workflow_own_row(xid);
"""


def never_changed(table):
    """Rows of ``table`` (the steps of a life) are added and never changed or deleted."""
    return guarded(table, NEVER_CHANGED, "workflow_never_changed")


def only_closed(table):
    """Rows of ``table`` (versions) are never changed but once, when they are closed; and never deleted."""
    return guarded(table, ONLY_CLOSED, "workflow_only_closed")


def deed_stands(table):
    """A deed's count and kind are settled within the transaction that makes it; nothing else ever changes."""
    return guarded(table, DEED_STANDS, "workflow_deed_stands")


def guarded(table, name, function, events="UPDATE OR DELETE"):
    """The operation that sets ``function`` to judge each changed row of ``table`` before it is changed."""
    return migrations.RunSQL(
        f'CREATE TRIGGER {name} BEFORE {events} ON "{table}" FOR EACH ROW EXECUTE FUNCTION {function}()',
        f'DROP TRIGGER {name} ON "{table}"',
    )
