"""Who must be told what: the words that each page and address may hold for a person, and how looking is noted."""

from tests.reviews.workshops.machine.about import About
from tests.reviews.workshops.machine.model import Place

BEFORE_THE_REVEAL = ("waiting", "open", "skipped")
PAGES = ("judge", "agree", "workshop", "judgement", "agreed-review")


class Sight(About):
    """The model, and what somebody must read who looks at a note's `page`."""

    def look(self, who: str, n: int, page: str) -> set[str]:
        """What was said, in the words that this page must hold for this person: all of it and nothing else."""
        place = self.places[n]
        match page:
            case "judge" if self.may_judge(who, place):
                own = {place.typed[who]} if who in place.typed else self._own(who, place)  # a draft stands in the form
                return own | self._shown(who, place)
            case "judge" if self.may_read_again(who, place):
                mine = {place.typed[who]} if who in place.typed else set()
                return mine | {place.review} | self._own(who, place) | self._shown(who, place)
            case "agree" if self.may_record(who, place):
                if self.mode == "independent" and place.phase in BEFORE_THE_REVEAL:
                    return set()
                return self._shown(who, place) | ({place.review} - {""})
            case "judgement" if self.reads(who, place):
                return self._own(who, place)
            case "agreed-review" if self.may_record(who, place):
                return {place.review} - {""}
        return set()

    def reads_story(self, who: str, n: int, page: str) -> bool:
        """Whether the page must hold the note itself."""
        place = self.places[n]
        if page == "judge":
            return self.may_judge(who, place) or self.may_read_again(who, place)
        return page == "agree" and self.may_record(who, place)

    def revealed_to(self, who: str, place: Place) -> set[str]:
        """What everybody who takes part says now, once it is revealed."""
        if not place.revealed_by:
            return {told.now for name, told in place.told.items() if name == who and who not in place.knows}
        return {told.now for name, told in place.told.items() if name not in place.knows}

    def _own(self, who: str, place: Place) -> set[str]:
        return {place.told[who].now} if who in place.told else set()

    def _shown(self, who: str, place: Place) -> set[str]:
        if not place.revealed_by:
            return set()
        place.seen = place.seen or who != place.revealed_by or self.member(who)
        return self.revealed_to(who, place)
