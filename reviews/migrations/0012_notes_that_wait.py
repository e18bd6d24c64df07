"""An index of the notes that wait, for taking the next one in own time."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("reviews", "0011_indexes_that_tables_read")]

    operations = [
        migrations.AddIndex(
            model_name="workshopnote",
            index=models.Index(
                fields=["workshop", "position"], condition=Q(phase="waiting"), name="note_waits_in_workshop"
            ),
        ),
    ]
