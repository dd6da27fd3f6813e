from django.db import migrations

from workflow.appending import never_changed


class Migration(migrations.Migration):
    dependencies = [("passes", "0001_initial"), ("workflow", "0002_append_only")]

    operations = [
        never_changed("passes_passstep"),
    ]
