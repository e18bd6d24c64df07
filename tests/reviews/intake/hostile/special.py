"""Files of one nasty idea each, by the idea. They come as pieces, so that making them costs no memory either."""

from tests.reviews.intake.hostile.pieces import Special
from tests.reviews.intake.hostile.special_books import BOOKS
from tests.reviews.intake.hostile.special_json import JSONS
from tests.reviews.intake.hostile.special_texts import TEXTS

SPECIAL: Special = {**BOOKS, **TEXTS, **JSONS}
