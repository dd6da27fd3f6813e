from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("checkpoints", "0002_append_only"),
    ]

    operations = [
        migrations.AlterField(
            model_name="check",
            name="how",
            field=models.CharField(
                choices=[("plate", "输入车牌"), ("code", "扫码"), ("number", "输入编号")],
                max_length=8,
                verbose_name="方式",
            ),
        ),
    ]
