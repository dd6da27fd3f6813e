from django.db import migrations

# What counts a park where it lies (the white list) says so through this rule, table by table.
RULE = """
CREATE FUNCTION enterprises_park_keeps_county() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE counted boolean;
BEGIN
  IF NEW.county_id IS DISTINCT FROM OLD.county_id THEN
    EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE park_id = $1)', TG_ARGV[0]) INTO counted USING OLD.id;
    IF counted THEN
      RAISE EXCEPTION 'a park that was counted keeps its county'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'park_keeps_county', TABLE = TG_TABLE_NAME;
    END IF;
  END IF;
  RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0002_append_only")]

    operations = [migrations.RunSQL(RULE, "DROP FUNCTION enterprises_park_keeps_county()")]
