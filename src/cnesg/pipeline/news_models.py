"""What trained models that ship say of news, in the form in which a reader asks."""

from collections.abc import Mapping, Sequence

from cnesg.sentiment.models import incident_types
from cnesg.sentiment.models.negative import NamedText, shipped_negative
from cnesg.sentiment.models.polarity import PolarityJudge, shipped_judge
from cnesg.sentiment.questions import Question


class ShippedNewsModels:
    """Polarity, incident types and Chinese bad news by the models that ship; how events are told, by words.

    Args:
        judge: of polarity; None takes the one that ships.
    """

    def __init__(self, judge: PolarityJudge | None = None) -> None:
        self._judge = judge or shipped_judge()

    def incidents(self, questions: Sequence[Question]) -> Sequence[Mapping[str, float] | None]:
        """The types of texts; where a model finds none, and in languages without one, it is left to the cues."""
        return [types or None for types in incident_types.told(questions)]

    def polarity(self, questions: Sequence[Question]) -> Sequence[float | None]:
        """How good each text is for the name, -1 to 1."""
        return self._judge.polarity(questions)

    def negative(self, questions: Sequence[Question]) -> Sequence[bool | None]:
        """Whether a Chinese text is bad news for the name; in other languages left to the events and their polarity.

        Questions on the same text, one for each of its names, are answered together.
        """
        keys = [(one.text, frozenset((one.name, *one.others))) for one in questions]
        texts = {key: one for key, one in zip(keys, questions, strict=True) if one.language == "zh"}
        asked = [NamedText("", one.text, (one.name, *one.others)) for one in texts.values()]
        verdicts = dict(zip(texts, shipped_negative().judge(asked), strict=True)) if asked else {}
        return [
            one.name in verdicts[key].names if key in verdicts else None
            for key, one in zip(keys, questions, strict=True)
        ]
