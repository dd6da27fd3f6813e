from django.db import migrations

from workflow.appending import RULES, UNRULED, deed_stands, only_closed


class Migration(migrations.Migration):
    dependencies = [("workflow", "0001_initial")]

    operations = [
        migrations.RunSQL(RULES, UNRULED),
        deed_stands("workflow_deed"),
        only_closed("workflow_policy"),
    ]
