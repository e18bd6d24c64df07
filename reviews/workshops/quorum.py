"""Which rules of a panel's quorum are met, and who is missing. No Django in here."""

from collections.abc import Iterable
from dataclasses import dataclass

SPELT_WITH_A_VOWEL = "AEFHILMNORSX"  # letters whose names begin with a vowel: an OT, an NHS manager, but a GP


@dataclass(frozen=True)
class Rule:
    """One of these professions must be there. `key` tells rules apart; `professions`: (code, label), at least one."""

    key: int
    professions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Standing:
    """How one rule stands: `words` such as "a GP or a geriatrician"; `missing`, a sentence, empty when it is met."""

    key: int
    words: str
    met: bool

    @property
    def missing(self) -> str:
        return "" if self.met else f"Missing: {self.words}."


def quorum(rules: Iterable[Rule], present: Iterable[str]) -> tuple[Standing, ...]:
    """Each rule in the order given, with those present by the code of their profession. All must be met.

    One person may meet several rules: a rule asks that a profession is heard, not for a seat of its own.
    """
    there = set(present)
    return tuple(
        Standing(rule.key, in_words(rule), any(code in there for code, _ in rule.professions)) for rule in rules
    )


def in_words(rule: Rule) -> str:
    """Whom the rule asks for, as it reads inside a sentence."""
    *others, last = [_one(label) for _, label in rule.professions]
    return f"{', '.join(others)} or {last}" if others else last


def _one(label: str) -> str:
    """ "a GP", "an A&E consultant", "a social worker"; several people at once, such as staff, go without an article."""
    if not label[1:2].islower():
        return f"{'an' if label[0] in SPELT_WITH_A_VOWEL else 'a'} {label}"
    word = label[0].lower() + label[1:]
    if word.endswith("staff"):
        return word
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
