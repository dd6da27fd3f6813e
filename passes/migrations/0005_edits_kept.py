import django.db.models.deletion
from django.db import migrations, models

from workflow.appending import never_changed


class Migration(migrations.Migration):
    dependencies = [("passes", "0004_pass_type_keeps_scope"), ("workflow", "0002_append_only")]

    operations = [
        migrations.CreateModel(
            name="PassEdit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("changes", models.JSONField()),
                (
                    "deed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="workflow.deed"
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edits",
                        to="passes.vehiclepass",
                    ),
                ),
            ],
        ),
        never_changed("passes_passedit"),
    ]
