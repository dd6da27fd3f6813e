from django.db import migrations

from workflow.appending import never_changed


class Migration(migrations.Migration):
    dependencies = [("checkpoints", "0001_posts_phones_records"), ("workflow", "0002_append_only")]

    operations = [
        never_changed("checkpoints_check"),
        never_changed("checkpoints_edition"),
    ]
