from django.db import migrations

from workflow.appending import only_closed


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0001_initial"), ("workflow", "0002_append_only")]

    operations = [
        only_closed("enterprises_directoryentry"),
        only_closed("enterprises_dailyreturn"),
    ]
