from django.db import migrations

# Judged when the transaction commits, by what has committed before: transactions that touch this rule come one
# after the other (the lock), so that of two at once, one recording a higher entry and one removing the municipal
# one, the later sees what the earlier did.
RULE = """
CREATE FUNCTION whitelist_higher_implies_municipal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(510500, 17);
  IF EXISTS (
    SELECT FROM whitelist_whitelistentry h
    WHERE h.status = 'listed' AND h.level <> 'municipal'
      AND (h.enterprise_id IN (OLD.enterprise_id, NEW.enterprise_id) OR h.park_id IN (OLD.park_id, NEW.park_id))
      AND NOT EXISTS (
        SELECT FROM whitelist_whitelistentry m
        WHERE m.status = 'listed' AND m.level = 'municipal'
          AND (m.enterprise_id = h.enterprise_id OR m.park_id = h.park_id)
      )
  ) THEN
    RAISE EXCEPTION 'a higher entry is open without a municipal one'
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER higher_implies_municipal
  AFTER INSERT OR UPDATE ON whitelist_whitelistentry DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.level <> 'municipal' AND NEW.status = 'listed')
  EXECUTE FUNCTION whitelist_higher_implies_municipal();

CREATE CONSTRAINT TRIGGER higher_keeps_municipal
  AFTER UPDATE OR DELETE ON whitelist_whitelistentry DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.level = 'municipal' AND OLD.status = 'listed')
  EXECUTE FUNCTION whitelist_higher_implies_municipal();
"""
UNRULED = """
DROP TRIGGER higher_implies_municipal ON whitelist_whitelistentry;
DROP TRIGGER higher_keeps_municipal ON whitelist_whitelistentry;
DROP FUNCTION whitelist_higher_implies_municipal();
"""


class Migration(migrations.Migration):
    dependencies = [("whitelist", "0004_document_kept")]

    operations = [migrations.RunSQL(RULE, UNRULED)]
