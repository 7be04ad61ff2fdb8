"""What trained models that ship say of news, in the form in which a reader asks."""

from collections.abc import Mapping, Sequence

from cnesg.sentiment.models.polarity import PolarityJudge, shipped_judge
from cnesg.sentiment.questions import Question


class ShippedNewsModels:
    """Polarity by the models that ship. Which events a text tells, and whose they are, cues and words decide.

    Args:
        judge: of polarity; None takes the one that ships.
    """

    def __init__(self, judge: PolarityJudge | None = None) -> None:
        self._judge = judge or shipped_judge()

    def incidents(self, questions: Sequence[Question]) -> Sequence[Mapping[str, float] | None]:
        """Left to the cues."""
        return [None] * len(questions)

    def polarity(self, questions: Sequence[Question]) -> Sequence[float | None]:
        """How good each text is for the name, -1 to 1."""
        return self._judge.polarity(questions)

    def negative(self, questions: Sequence[Question]) -> Sequence[bool | None]:
        """Left to the events and their polarity."""
        return [None] * len(questions)
