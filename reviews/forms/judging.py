"""The judging form, read without Django's form machinery: it is drawn by a plain loop, and drawn for every note.

`Entered` is what stands in the form; the plain answers that `reviews.workshops.answers` checks come out of it. What a
person entered under a question that their other answers do not ask is left out of the answers, and kept in the form.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from django.http import QueryDict

from reviews.workshops import evidence
from reviews.workshops.answers import ASKED_ONLY_AFTER_NO, CHOOSE_ONE, TEXTS

ONE = (*CHOOSE_ONE, "proposed_pathway", "main_reason", *TEXTS, "evidence_quote", "agreement", "dissent")
MANY = ("missed_prevention", "other_reasons", "evidence")
# The first control of a field, where an error's link puts the cursor. Others are radios called `name-1`.
FIRST_CONTROL = {
    "reasons": "main_reason", "evidence": "evidence_quote", "evidence_quote": "evidence_quote",
    "presence": "presence-1", "dissent": "dissent",
}  # fmt: skip


@dataclass(frozen=True)
class Entered:
    """`one`: answers and texts by field; `many`: lists of codes; `presence`: what was typed, by profession code."""

    one: Mapping[str, str] = field(default_factory=dict)
    many: Mapping[str, list[str]] = field(default_factory=dict)
    illustrative: bool = False
    presence: Mapping[str, str] = field(default_factory=dict)


def from_post(post: QueryDict) -> Entered:
    """What was sent, whatever it is.

    What the room decided in the box of the majority counts where nothing is chosen in the form below it.
    """
    return Entered(
        one={name: post.get(name) or post.get(f"decided-{name}", "") for name in ONE},
        many={name: post.getlist(name) for name in MANY},
        illustrative="illustrative" in post,
        presence={
            name.removeprefix("presence-"): post.get(name, "").strip() for name in post if name.startswith("presence-")
        },
    )


def from_kept(answers: Mapping[str, Any], agreement: Mapping[str, Any] | None = None) -> Entered:
    """The form as it stood when these answers were recorded."""
    main, *others = answers["reasons"] or [""]
    more = agreement or {"agreement": "", "dissent": "", "presence": {}}
    single = {name: answers[name] for name in ONE if name in answers}
    return Entered(
        one={**single, "main_reason": main, "agreement": more["agreement"], "dissent": more["dissent"]},
        many={
            "missed_prevention": answers["missed_prevention"],
            "other_reasons": others,
            "evidence": [evidence.written(passage) for passage in answers["evidence"]],
        },
        illustrative=answers["illustrative"],
        presence={code: str(number) for code, number in more["presence"].items()},
    )


def whole_number(post: QueryDict, name: str) -> int:
    """A number that the page itself put into its form, 0 where it is missing or was tampered with."""
    text = post.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def plain(entered: Entered) -> dict[str, Any]:
    """As data that JSON can hold, right or wrong: what a draft keeps."""
    return asdict(entered)


def from_plain(data: Mapping[str, Any]) -> Entered:
    """The form as a draft kept it; what a form no longer has is left out."""
    known = {each.name: data[each.name] for each in fields(Entered) if each.name in data}
    return Entered(**known)


def answers(entered: Entered) -> dict[str, Any]:
    """The plain answers, for `answers.checked`."""
    given: dict[str, Any] = {name: entered.one.get(name, "") for name in (*CHOOSE_ONE, "proposed_pathway", *TEXTS)}
    given["missed_prevention"] = entered.many.get("missed_prevention", []) if given["timing"] == "earlier" else []
    given["reasons"] = _reasons(entered)
    given["evidence"] = [evidence.read(text) for text in entered.many.get("evidence", [])]
    given["evidence_quote"] = entered.one.get("evidence_quote", "")
    given["illustrative"] = entered.illustrative
    if given["best_pathway"] != "no":
        given |= dict.fromkeys(ASKED_ONLY_AFTER_NO)
    if given["best_pathway"] != "unclear":
        given["missing_information"] = ""
    if not entered.illustrative:
        given["illustrative_sentence"] = ""
    return given


def agreement(entered: Entered) -> dict[str, Any]:
    """What an agreed review has besides the answers, for `answers.checked_agreement`."""
    typed = {code: number for code, number in entered.presence.items() if number not in {"", "0"}}
    rows = [{"profession": code, "number": _number(number)} for code, number in typed.items()]
    return {"agreement": entered.one["agreement"], "dissent": entered.one["dissent"], "presence": rows}


def error_lines(errors: Mapping[str, str]) -> list[dict[str, str]]:
    """The lines of the error summary, in the order of the page."""
    return [{"text": message, "href": f"#{_first_control(name)}"} for name, message in errors.items()]


def _first_control(name: str) -> str:
    return FIRST_CONTROL.get(name, name if name in {*TEXTS, "private_note"} else f"{name}-1")


def _reasons(entered: Entered) -> list[str]:
    """Main one first. Others without a main one are no reasons yet: none of them may be taken for the main one."""
    main = entered.one.get("main_reason", "")
    others = [code for code in entered.many.get("other_reasons", []) if code != main]
    return [main, *dict.fromkeys(others)] if main else []


def _number(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else text
