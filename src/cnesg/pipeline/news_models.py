"""What trained models that ship say of news, in the form in which a reader asks."""

from collections.abc import Mapping, Sequence

from cnesg.sentiment.models import english_types
from cnesg.sentiment.models.polarity import PolarityJudge, shipped_judge
from cnesg.sentiment.questions import Question


class ShippedNewsModels:
    """Polarity and English incident types by the models that ship; whose events are and how they are told, by words.

    Args:
        judge: of polarity; None takes the one that ships.
    """

    def __init__(self, judge: PolarityJudge | None = None) -> None:
        self._judge = judge or shipped_judge()

    def incidents(self, questions: Sequence[Question]) -> Sequence[Mapping[str, float] | None]:
        """The types of English texts; where the model finds none, and in other languages, it is left to the cues."""
        asked = [number for number, one in enumerate(questions) if one.language == "en"]
        found: list[Mapping[str, float] | None] = [None] * len(questions)
        for number, types in zip(asked, english_types.told([questions[number] for number in asked]), strict=True):
            found[number] = types or None
        return found

    def polarity(self, questions: Sequence[Question]) -> Sequence[float | None]:
        """How good each text is for the name, -1 to 1."""
        return self._judge.polarity(questions)

    def negative(self, questions: Sequence[Question]) -> Sequence[bool | None]:
        """Left to the events and their polarity."""
        return [None] * len(questions)
