"""Which reviews count, and how many: the door to the roll-up and to the pages of figures."""

from reviews.tally.answers_given import AnswersGiven, Given, answers_given
from reviews.tally.choice import Choice, query_of, read
from reviews.tally.chosen import chosen
from reviews.tally.counting import Counted, counted, newer, tally
from reviews.tally.offered import Offered, offered
from reviews.tally.periods import InPeriod, by_period

__all__ = [
    "AnswersGiven",
    "Choice",
    "Counted",
    "Given",
    "InPeriod",
    "Offered",
    "answers_given",
    "by_period",
    "chosen",
    "counted",
    "newer",
    "offered",
    "query_of",
    "read",
    "tally",
]
