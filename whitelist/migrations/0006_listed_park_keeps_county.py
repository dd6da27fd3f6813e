from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("enterprises", "0003_park_keeps_county"),
        ("whitelist", "0005_higher_implies_municipal"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE TRIGGER listed_park_keeps_county BEFORE UPDATE OF county_id ON enterprises_park"
            " FOR EACH ROW EXECUTE FUNCTION enterprises_park_keeps_county('whitelist_whitelistentry')",
            "DROP TRIGGER listed_park_keeps_county ON enterprises_park",
        )
    ]
