"""`manage.py load_batch FILE --area SLUG`: load a file of case notes."""

from argparse import ArgumentParser

from reviews.management.load_command import LoadCommand
from reviews.models import Batch


class Command(LoadCommand):
    help = "Load a file of anonymised case notes (CSV, XLSX, JSON Lines). Exit status 1 where rows were refused."
    kind = Batch.Kind.CASE_NOTES

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--create-places", action="store_true", help="add localities and organisations new to the area"
        )
        parser.add_argument(
            "--keep-column",
            metavar="NAME",
            action="append",
            help="keep this further column as a fact (may be repeated)",
        )
