from django.db import migrations

from workflow.appending import never_changed, only_closed


class Migration(migrations.Migration):
    dependencies = [("periods", "0001_initial"), ("workflow", "0002_append_only")]

    operations = [
        never_changed("periods_periodstep"),
        only_closed("periods_periodterm"),
    ]
