"""`manage.py load_reviews FILE --area SLUG`: load a file of agreed reviews that were made on paper."""

from reviews.management.load_command import LoadCommand
from reviews.models import Batch


class Command(LoadCommand):
    help = "Load a file of agreed reviews (CSV, XLSX, JSON Lines). Exit status 1 where rows were refused."
    kind = Batch.Kind.AGREED_REVIEWS
