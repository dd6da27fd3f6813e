from django.db import migrations

from workflow.appending import never_changed


class Migration(migrations.Migration):
    dependencies = [("control", "0002_disqualification"), ("workflow", "0002_append_only")]

    operations = [never_changed("control_preparedstep"), never_changed("control_switch")]
