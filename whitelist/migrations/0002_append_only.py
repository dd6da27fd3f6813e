from django.db import migrations

from workflow.appending import never_changed, only_closed


class Migration(migrations.Migration):
    dependencies = [("whitelist", "0001_initial"), ("workflow", "0002_append_only")]

    operations = [
        never_changed("whitelist_entrystep"),
        only_closed("whitelist_entryterm"),
    ]
