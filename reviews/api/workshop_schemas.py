"""What the workshop addresses take and give, for the OpenAPI description only: answers are made from plain values."""

from rest_framework import serializers

from reviews.models import (
    Achievability,
    AlternativeExisted,
    BestPathway,
    Confidence,
    CostImplication,
    LevelOfNeed,
    PersonImplication,
    Timing,
    WorkshopNote,
)
from reviews.models import Judgement as JudgementRow
from reviews.models.agreed_review import Agreement as AgreementChoices
from reviews.workshops.answers import TEXTS
from reviews.workshops.evidence import LONGEST

JudgementPhase = JudgementRow.Phase


def _one_of(choices: list[tuple[str, str]]) -> serializers.ChoiceField:
    return serializers.ChoiceField(choices, required=False, allow_blank=True, allow_null=True)


def _text(name: str) -> serializers.CharField:
    return serializers.CharField(required=False, allow_blank=True, allow_null=True, max_length=TEXTS[name])


class Passage(serializers.Serializer):
    """Characters (Unicode code points) of the note's `narrative` from `start` up to `end`, which is not included."""

    start = serializers.IntegerField(min_value=0)
    end = serializers.IntegerField(min_value=1)


class Answers(serializers.Serializer):
    """As in a file of agreed reviews: codes of the catalogue; `reasons` with the main one first. What is asked only
    after "no" stays empty otherwise; after "no", `proposed_pathway` and a reason are required. Null is as good as not
    given."""

    level_of_need = _one_of(LevelOfNeed.choices)
    best_pathway = serializers.ChoiceField(BestPathway.choices)
    missing_information = _text("missing_information")
    proposed_pathway = serializers.CharField(required=False, allow_blank=True, allow_null=True)
    alternative_existed = _one_of(AlternativeExisted.choices)
    timing = _one_of(Timing.choices)
    missed_prevention = serializers.ListField(child=serializers.CharField(), required=False, allow_null=True)
    reasons = serializers.ListField(child=serializers.CharField(), required=False, allow_null=True)
    reason_note = _text("reason_note")
    person_implication = _one_of(PersonImplication.choices)
    cost_implication = _one_of(CostImplication.choices)
    implication_note = _text("implication_note")
    achievability = _one_of(Achievability.choices)
    confidence = _one_of(Confidence.choices)
    person_preference = _text("person_preference")
    family_preference = _text("family_preference")
    illustrative = serializers.BooleanField(required=False, allow_null=True)
    illustrative_sentence = _text("illustrative_sentence")
    comment = _text("comment")
    evidence = Passage(
        many=True, required=False, allow_null=True
    )  # at most 20 of 2,000 characters; those that touch become one
    evidence_quote = serializers.CharField(
        required=False, allow_blank=True, allow_null=True, max_length=LONGEST, write_only=True,
        help_text="Instead of counting: words of the narrative that stand in it once. Their place joins `evidence`.",
    )  # fmt: skip


class Present(serializers.Serializer):
    profession = serializers.CharField()
    number = serializers.IntegerField(min_value=1, max_value=99)


class AgreedAnswers(Answers):
    agreement = _one_of(AgreementChoices.choices)
    presence = Present(many=True, required=False, allow_null=True)
    dissent = serializers.CharField(required=False, allow_blank=True, allow_null=True, max_length=5_000)


class Judgement(serializers.Serializer):
    note = serializers.IntegerField()
    revision = serializers.IntegerField()
    submitted_at = serializers.DateTimeField()
    phase = serializers.ChoiceField(JudgementPhase.choices)
    late = serializers.BooleanField()
    answers = Answers()


class AgreedReview(serializers.Serializer):
    note = serializers.IntegerField()
    revision = serializers.IntegerField()
    recorded_at = serializers.DateTimeField()
    answers = AgreedAnswers()


class Workshop(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()
    next_url = serializers.URLField()
    name = serializers.CharField()
    area = serializers.SlugField()
    panel = serializers.CharField()
    mode = serializers.CharField()
    judgements_wanted = serializers.IntegerField(allow_null=True, help_text="Of each note, in own time; null otherwise")
    planned_on = serializers.DateField(allow_null=True)
    started_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    notes_planned = serializers.IntegerField()
    notes_to_agree = serializers.IntegerField(help_text="Planned, less those retired or hidden before they were agreed")
    notes_agreed = serializers.IntegerField()
    may_judge = serializers.BooleanField()
    may_run = serializers.BooleanField()


class Workshops(serializers.Serializer):
    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = Workshop(many=True)


class Member(serializers.Serializer):
    profession = serializers.CharField()
    name = serializers.CharField()


class Submitted(serializers.Serializer):
    profession = serializers.CharField()
    number = serializers.IntegerField()


class Note(serializers.Serializer):
    id = serializers.IntegerField()
    position = serializers.IntegerField()
    phase = serializers.ChoiceField(WorkshopNote.Phase.choices)
    reference = serializers.CharField()
    review_point = serializers.IntegerField()
    decision_point = serializers.CharField()
    actual_pathway = serializers.CharField()
    judged_by_me = serializers.BooleanField()
    hidden = serializers.BooleanField()  # from you, who know the person, or from everybody until a steward decides
    submitted = Submitted(many=True)  # where the panel judges alone first; who, and never what
    judgement_url = serializers.URLField()
    agreed_review_url = serializers.URLField()


class WorkshopDetail(Workshop):
    panel_members = Member(many=True)
    notes = Note(many=True)


class Fact(serializers.Serializer):
    label = serializers.CharField()  # type: ignore[assignment]
    value = serializers.CharField()


class Choice(serializers.Serializer):
    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class PathwayChoice(Choice):
    level_of_care = serializers.IntegerField()


class Choices(serializers.Serializer):
    proposed_pathway = PathwayChoice(many=True)
    reasons = Choice(many=True)
    missed_prevention = Choice(many=True)


class NextNote(Note):
    facts = Fact(many=True)
    narrative = serializers.CharField()
    choices = Choices()
