from django.db import migrations

# Passes issued before the press was kept with them: it is that of their last step to 已核发.
FILL = """
UPDATE passes_vehiclepass p SET issue_deed_id = s.deed_id
FROM (
  SELECT DISTINCT ON (st.record_id) st.record_id, st.deed_id
  FROM passes_passstep st JOIN workflow_deed d ON d.id = st.deed_id
  WHERE st.target = 'issued' AND d.verb IN ('issue', 'enter')
  ORDER BY st.record_id, st.id DESC
) s
WHERE s.record_id = p.id AND p.issue_deed_id IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("passes", "0015_issue_reviewed")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
