"""What the screen finds: where, of which kind, and how sure it is. No Django in here."""

from dataclasses import dataclass

CERTAIN, LIKELY, POSSIBLE = "certain", "likely", "possible"
CERTAINTY = {CERTAIN: 3, LIKELY: 2, POSSIBLE: 1}
# Kind → what it is called, and what stands in its place when it is redacted.
KINDS: dict[str, tuple[str, str]] = {
    "nhs-number": ("NHS number", "[NHS number]"),
    "ni-number": ("National Insurance number", "[NI number]"),
    "hospital-number": ("Hospital or record number", "[record number]"),
    "phone": ("Phone number", "[phone]"),
    "email": ("E-mail address", "[e-mail]"),
    "url": ("Web address", "[web address]"),
    "handle": ("Name on a social network", "[handle]"),
    "birth-date": ("Date of birth", "[date of birth]"),
    "full-date": ("Full date", "[date]"),
    "postcode": ("Postcode", "[postcode]"),
    "address": ("Street address", "[address]"),
    "name": ("Name", "[name]"),
    "area-pattern": ("Pattern of this area", "[removed]"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One passage of a text: `start` and `end` in characters, half-open."""

    kind: str
    start: int
    end: int
    certainty: str = LIKELY

    def overlaps(self, other: "Finding") -> bool:
        return self.start < other.end and other.start < self.end


def without_overlaps(found: list[Finding]) -> list[Finding]:
    """In order of the text; of two that overlap the surer one stays, of two as sure the longer."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or not kept[-1].overlaps(finding):
            kept.append(finding)
        elif _weight(finding) > _weight(kept[-1]):
            kept[-1] = finding
    return kept


def _weight(finding: Finding) -> tuple[int, int]:
    return CERTAINTY[finding.certainty], finding.end - finding.start
