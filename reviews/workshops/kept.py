"""Between the plain answers of `reviews.workshops.answers` and the rows that keep them."""

from collections.abc import Iterable, Mapping
from typing import Any

from reviews.models import AgreedReview, Answers
from reviews.workshops.answers import CHOOSE_ONE, TEXTS
from reviews.workshops.menu import Choice, Menu

PLAIN = (*CHOOSE_ONE, "illustrative", *TEXTS, "evidence")
SAVED = [*PLAIN, "proposed_pathway", "main_reason"]
LINKS = ("missed_prevention", "other_reasons")


def columns(answers: Mapping[str, Any], menu: Menu) -> dict[str, Any]:
    """Checked answers as the columns of a judgement or an agreed review."""
    main = answers["reasons"][:1]
    return {
        **{name: answers[name] for name in PLAIN},
        "proposed_pathway_id": _keys(menu.ladder, filter(None, [answers["proposed_pathway"]]), or_none=True),
        "main_reason_id": _keys(menu.reasons, main, or_none=True),
    }


def add_links(row: Answers, answers: Mapping[str, Any], menu: Menu) -> None:
    """The answers that are lists, for a row that has none yet: a statement each, and none for an empty list."""
    for name, keys in links(answers, menu).items():
        through = getattr(type(row), name).through
        target = through._meta.get_field(getattr(row, name).target_field_name).attname
        source = through._meta.get_field(getattr(row, name).source_field_name).attname
        if keys:
            through.objects.bulk_create([through(**{source: row.pk, target: key}) for key in keys])


def set_links(row: Answers, answers: Mapping[str, Any], menu: Menu) -> None:
    """The answers that are lists, in place of those that the row has."""
    for name, keys in links(answers, menu).items():
        getattr(row, name).set(keys)


def plain(row: Answers) -> dict[str, Any]:
    """A row's answers as they were given. Costs a statement for each list."""
    main = [row.main_reason.code] if row.main_reason else []
    return {
        **{name: getattr(row, name) for name in PLAIN},
        "proposed_pathway": row.proposed_pathway.code if row.proposed_pathway else "",
        "missed_prevention": _codes(row.missed_prevention.all()),
        "reasons": main + _codes(row.other_reasons.all()),
    }


def plain_agreement(review: AgreedReview) -> dict[str, Any]:
    """What an agreed review has besides the answers."""
    present = review.presence.select_related("profession").order_by("profession__position", "pk")
    return {
        "agreement": review.agreement,
        "presence": {row.profession.code: row.number for row in present},
        "dissent": review.dissent,
    }


def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two sets of answers say the same: other reasons and missed services have no order."""
    return all(_comparable(name, one.get(name)) == _comparable(name, other.get(name)) for name in {*one, *other})


def _comparable(name: str, value: Any) -> Any:
    if name == "reasons":
        return value[:1], set(value[1:])
    return set(value) if name == "missed_prevention" else value


def links(answers: Mapping[str, Any], menu: Menu) -> dict[str, list[int]]:
    return {
        "missed_prevention": _keys(menu.services, answers["missed_prevention"]),
        "other_reasons": _keys(menu.reasons, answers["reasons"][1:]),
    }


def _keys(choices: Iterable[Choice], codes: Iterable[str], *, or_none: bool = False) -> Any:
    by_code = {choice.code: choice.pk for choice in choices}
    keys = [by_code[code] for code in codes]
    return next(iter(keys), None) if or_none else keys


def _codes(rows: Iterable[Any]) -> list[str]:
    return [row.code for row in rows]
