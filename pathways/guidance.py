"""What a panel is asked at each decision point, in plain words: shown beside every note. No Django in here."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

FOR_EVERY_NOTE = "Judge by what was known, or could have been found out, at the time. How it turned out is no evidence."


@dataclass(frozen=True)
class Guidance:
    """`asked`: what the question is about; `look_for`: prompts for the reader; `improvable`: when to say no."""

    asked: str
    look_for: tuple[str, ...]
    improvable: str


GUIDANCE: Mapping[str, Guidance] = MappingProxyType(
    {
        "q1-attendance": Guidance(
            "Was A&E the right place for this person just then, whoever sent them there? Think of every service that"
            " was open and within reach: a GP or out-of-hours appointment, an urgent care centre, a pharmacist, a"
            " community nurse, or advice.",
            (
                "What brought them, and how long had it been going on?",
                "Did somebody advise or send them, and did that person know of anything else?",
                "What day and hour was it, and what was open then?",
                "What was done in A&E that could be done nowhere else?",
                "Had they come with the same thing before, and what followed from it?",
            ),
            "Answer no if another service could have met the need safely. It counts even where that service was full or"
            " nobody had told the person about it: questions 4 and 6 take that up.",
        ),
        "q1-admission": Guidance(
            "The person was in A&E: was a hospital bed the right next step? Compare it with going home with help the"
            " same day, a rapid response team, ambulatory care, a short stay in a decision unit, or a bed in the"
            " community.",
            (
                "What needed a hospital bed: monitoring, treatment, or a place that felt safe?",
                "How were they managing at home before, and who was there that night?",
                "Who decided, how senior were they, and at what hour?",
                "Which tests or referrals were still waited for, and could that wait have been at home?",
                "What help could have started within a few hours?",
            ),
            "Answer no if the need could have been met outside a ward, with a service that should be there for such a"
            " person. A wish to be careful, or a target about to be missed, is a reason and not a need.",
        ),
        "q2-setting": Guidance(
            "On the day in question the person lay in a hospital bed: did they need one that day? It is about that day"
            " only. Where a note has two review points, each is judged by itself.",
            (
                "What was done that day that only a hospital can do?",
                "Were they described as medically fit, optimised or stable, and since when?",
                "What was being waited for: an assessment, a package, funding, a test, a family’s choice?",
                "What could they do by themselves: walk, wash, dress, eat, take medicines?",
                "Which support could have carried on the same care somewhere else?",
            ),
            "Answer no if the care of that day could have been given at home or in another setting, had it been"
            " arranged. Waiting in a bed is improvable even when everybody on the ward did their part.",
        ),
        "q3-discharge": Guidance(
            "Did the person leave hospital on the right pathway: with the right amount of support, in the right place?"
            " Both too much and too little count, and so does a placement where more recovery was possible.",
            (
                "What could they do before they fell ill, and what on the last days in hospital?",
                "Was therapy or reablement considered, and how well did they do with it?",
                "What did the person want, and was the family’s or the ward’s view another one?",
                "Which needs at night, in the bathroom or on the stairs were written down?",
                "Was the choice made from a full list of services, or from what was free that day?",
            ),
            "Answer no if another pathway would have kept more independence, or met the need better, for this person. A"
            " long-term decision made in a hospital bed deserves a second look.",
        ),
        "q4-intake": Guidance(
            "The person, or somebody for them, came to the council: was what it arranged first the right thing?"
            " Think of equipment, telecare, reablement, voluntary support and prevention before ongoing care.",
            (
                "What had changed, and why did they ask just now?",
                "Which tasks are hard for them, and would equipment or practice make them possible?",
                "Who helps already, and does that carer need support?",
                "Was there a fall, loneliness, a medicine or a hearing problem that nobody took up?",
                "Was ongoing care agreed before a period of reablement had shown what is needed?",
            ),
            "Answer no if something lighter would have met the need, or if help months earlier would have made this"
            " care unnecessary: then answer “earlier” in question 5.",
        ),
        "q5-nursing": Guidance(
            "Community nursing took the person on: was a nurse’s visit at home the right answer to this need?"
            " Compare it with a clinic, the practice nurse, a healthcare assistant, a trained care worker, or"
            " teaching the person or family.",
            (
                "What is done at each visit, and what skill does it take?",
                "Is the person really unable to leave home, always or only now?",
                "Could they, a relative or a care worker learn the task safely?",
                "How often are the visits, and is there a date to look at them again?",
                "Does somebody else come into the home on the same days?",
            ),
            "Answer no if another person or place could have done the task as safely. A nurse who is the only one"
            " trained in it is a reason for question 6.",
        ),
        "q6-overlap": Guidance(
            "Nurses and care workers both come to this person: were their visits planned together? It is about the two"
            " plans as one, and not about whether either service is good.",
            (
                "Who comes when, for which task, and how long does each stay?",
                "Which tasks of one could the other do during the same visit?",
                "Does one plan mention the other, and did the teams ever speak?",
                "What would the person prefer: fewer faces, other hours, doing it themselves?",
            ),
            "Answer no if joint or handed-over visits would have served the person as well or better with fewer"
            " people at the door. Two plans that never mention each other are a sign, not yet a proof.",
        ),
    }
)
