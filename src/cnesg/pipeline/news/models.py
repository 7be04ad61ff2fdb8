"""What trained models say of news, in the form in which a reader asks: those that ship, or a user's before them."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from cnesg.framework.incidents import load_incidents
from cnesg.sentiment.lexicon import polarity_reader
from cnesg.sentiment.models import incident_types
from cnesg.sentiment.models.negative import NamedText, NegativeModel, shipped_negative
from cnesg.sentiment.models.polarity import PolarityJudge, shipped_judge
from cnesg.sentiment.models.trained_news import TrainedNews, read_news_model
from cnesg.sentiment.questions import NewsModels, Question

MODEL_OF_WORKSPACE = "news-model.npz"
"""File in a workspace's folder; where it is there, it is used whenever the workspace's news are read."""
_TOLD = 0.5
_STEEPNESS = 2.0  # of the margin of a type, so that its share is about the confidence of a cue


class ShippedNewsModels:
    """Polarity, incident types and Chinese bad news by the models that ship; how events are told, by words.

    Args:
        judge: of polarity; None takes the one that ships.
    """

    def __init__(self, judge: PolarityJudge | None = None) -> None:
        self._judge = judge or shipped_judge()

    def incidents(self, questions: Sequence[Question]) -> Sequence[Mapping[str, float] | None]:
        """The types of texts; where a model finds none, and in languages without one, it is left to the cues.

        So it is where a Chinese piece would tell a bad event that the model of bad news does not see in it: chatter and
        advertisements have the words of events.
        """
        found = incident_types.told(questions)
        harmful = _harmful()
        asked = [n for n, one in enumerate(questions) if one.language == "zh" and not harmful.isdisjoint(found[n])]
        seen = dict(zip(asked, _subjects(shipped_negative(), [questions[n] for n in asked]), strict=True))
        return [types if types and seen.get(number, True) else None for number, types in enumerate(found)]

    def polarity(self, questions: Sequence[Question]) -> Sequence[float | None]:
        """How good each text is for the name, -1 to 1."""
        return self._judge.polarity(questions)

    def negative(self, questions: Sequence[Question]) -> Sequence[bool | None]:
        """Whether a Chinese text is bad news for the name; in other languages left to the events and their polarity."""
        found: list[bool | None] = [None] * len(questions)
        asked = [number for number, one in enumerate(questions) if one.language == "zh"]
        for number, bad in zip(asked, _subjects(shipped_negative(), [questions[n] for n in asked]), strict=True):
            found[number] = bad
        return found


class TrainedNewsModels:
    """A user's models; what their labels did not teach is left to the models that ship.

    Args:
        model: as trained.
    """

    def __init__(self, model: TrainedNews) -> None:
        self._model, self._shipped = model, ShippedNewsModels()
        readers = {language: polarity_reader(language) for language in model.polarity}
        self._judge = PolarityJudge(readers, model.polarity)

    def incidents(self, questions: Sequence[Question]) -> Sequence[Mapping[str, float] | None]:
        """Every type whose score lies above 0; an empty answer says that no event is told, whatever cues there are."""
        if self._model.incidents is None:
            return self._shipped.incidents(questions)
        types = self._model.incidents.types
        scores = types.scores([(one.text, one.name, one.others) for one in questions], least=0)
        shares = 1 / (1 + np.exp(-_STEEPNESS * scores))
        return [
            {
                types.labels[place]: round(float(own[place]), 4)
                for place in np.argsort(-own, kind="stable")
                if own[place] > _TOLD
            }
            for own in shares
        ]

    def polarity(self, questions: Sequence[Question]) -> Sequence[float | None]:
        """By the user's model of the language, else by the one that ships."""
        found = list(self._judge.polarity(questions))
        rest = [number for number, value in enumerate(found) if value is None]
        for number, value in zip(rest, self._shipped.polarity([questions[number] for number in rest]), strict=True):
            found[number] = value
        return found

    def negative(self, questions: Sequence[Question]) -> Sequence[bool | None]:
        """By the user's model in any language, else by the one that ships."""
        if self._model.negative is None:
            return self._shipped.negative(questions)
        return _subjects(self._model.negative, questions)


@cache
def _harmful() -> frozenset[str]:
    return frozenset(code for code, kind in load_incidents().types.items() if kind.polarity < 0)


def news_models(model: Path | None = None) -> NewsModels:
    """The models to read news with.

    Args:
        model: a file that `cnesg news train` wrote; None takes the models that ship.

    Raises:
        InputError: the file is no such model.
    """
    return ShippedNewsModels() if model is None else TrainedNewsModels(read_news_model(model))


def _subjects(model: NegativeModel, questions: Sequence[Question]) -> list[bool]:
    """Whether each name is the subject of bad news; questions on one text, one a name, are answered together."""
    keys = [(one.text, frozenset((one.name, *one.others))) for one in questions]
    texts = dict(zip(keys, questions, strict=True))
    asked = [NamedText("", one.text, (one.name, *one.others)) for one in texts.values()]
    verdicts = dict(zip(texts, model.judge(asked), strict=True)) if asked else {}
    return [one.name in verdicts[key].names for key, one in zip(keys, questions, strict=True)]
