from django.db import migrations

RULE = """
CREATE FUNCTION passes_type_keeps_scope() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.scope IS DISTINCT FROM OLD.scope AND EXISTS (
    SELECT FROM passes_passstep s JOIN passes_vehiclepass p ON p.id = s.record_id
    WHERE p.type_id = OLD.id AND s.target = 'issued'
  ) THEN
    RAISE EXCEPTION 'a type of which passes were issued keeps its scope'
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER pass_type_keeps_scope BEFORE UPDATE OF scope ON passes_passtype
  FOR EACH ROW EXECUTE FUNCTION passes_type_keeps_scope();
"""
UNRULED = """
DROP TRIGGER pass_type_keeps_scope ON passes_passtype;
DROP FUNCTION passes_type_keeps_scope();
"""


class Migration(migrations.Migration):
    dependencies = [("passes", "0003_signed_code")]

    operations = [migrations.RunSQL(RULE, UNRULED)]
