from django.db import migrations

from workflow.appending import guarded, never_changed

RULES = """
CREATE FUNCTION plans_frozen_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.plan_id, NEW.number, NEW.question_set, NEW.frozen_at, NEW.sha256)
    IS NOT DISTINCT FROM (OLD.plan_id, OLD.number, OLD.question_set, OLD.frozen_at, OLD.sha256) THEN
    RETURN NEW;
  END IF;
  IF OLD.frozen_at IS NULL THEN
    RETURN CASE TG_OP WHEN 'UPDATE' THEN NEW ELSE OLD END;
  END IF;
  RAISE EXCEPTION 'a frozen version of a plan stands: % refused', TG_OP
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
END $$;

CREATE FUNCTION plans_frozen_answers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM plans_planversion WHERE id = OLD.version_id AND frozen_at IS NOT NULL) THEN
    RETURN CASE TG_OP WHEN 'UPDATE' THEN NEW ELSE OLD END;
  END IF;
  RAISE EXCEPTION 'the answers of a frozen version stand: % refused', TG_OP
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
END $$;
"""
UNRULED = "DROP FUNCTION plans_frozen_stands(), plans_frozen_answers()"


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_rest_and_backups"), ("workflow", "0002_append_only")]

    operations = [
        migrations.RunSQL(RULES, UNRULED),
        never_changed("plans_planstep"),
        never_changed("plans_loopstep"),
        guarded("plans_planversion", "frozen_stands", "plans_frozen_stands"),
        guarded("plans_section", "frozen_answers", "plans_frozen_answers"),
    ]
