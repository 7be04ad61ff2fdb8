"""How good or bad a text is for a company named in it: by a trained model where one is at hand, by words alone else."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cnesg.sentiment.lexicon import PolarityReader, polarity_reader
from cnesg.sentiment.models import chinese, english
from cnesg.sentiment.models.masks import JUDGED, masked
from cnesg.sentiment.models.ngram_model import NgramModel, shipped_model
from cnesg.sentiment.models.views import Row
from cnesg.sentiment.questions import Question

LABELS = ("negative", "neutral", "positive")
VIEWS = {"zh": chinese.VIEWS, "en": english.VIEWS}
MODELS = {"zh": "polarity-zh", "en": "polarity-en"}
"""File names of the models that ship, by language."""
_LONGEST, _LONGEST_BODY = 600, 5000
"""Characters that are read of a headline and of a text; an English text is searched further for the name."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(\ue000\ue001])|\n")


@dataclass(frozen=True, slots=True)
class PolarityQuestion:
    """How good is this text for this company?

    Attributes:
        title: headline; may be empty where there is a body.
        body: what stands below it; may be empty.
        name: of the company as it stands in the text; empty where the whole text is judged.
        others: names of other companies in the text; what is said of them alone is not said of the judged one.
        language: `zh` or `en`.
    """

    title: str
    body: str
    name: str
    others: tuple[str, ...] = ()
    language: str = "zh"


class PolarityJudge:
    """Judges texts of both languages.

    Args:
        readers: of the lexicon, by language.
        models: trained, by language; a language without one is judged by words alone.
    """

    def __init__(self, readers: Mapping[str, PolarityReader], models: Mapping[str, NgramModel]) -> None:
        self._readers = readers
        self._models = models

    def polarities(self, questions: Sequence[PolarityQuestion]) -> list[float]:
        """The polarity of each question, -1 (bad for the company) to 1 (good for it); many at once are quicker."""
        found = [0.0] * len(questions)
        for language in sorted({question.language for question in questions}):
            places = [number for number, question in enumerate(questions) if question.language == language]
            asked = [questions[place] for place in places]
            model = self._models.get(language)
            told = self.by_words(asked) if model is None else _of_model(model, rows(asked, self._readers[language]))
            for place, value in zip(places, told, strict=True):
                found[place] = value
        return found

    def by_words(self, questions: Sequence[PolarityQuestion]) -> list[float]:
        """The polarity of each question by the lexicon alone, -1 to 1; 0 where no word says anything."""
        return [_by_words(question, self._readers[question.language]) for question in questions]

    def answers(self, questions: Sequence[PolarityQuestion]) -> list[str]:
        """The likeliest label of each question; all in one language, for which there is a model."""
        if not questions:
            return []
        language = questions[0].language
        return _answers(self._models[language], rows(questions, self._readers[language]))

    def polarity(self, questions: Sequence[Question]) -> list[float | None]:
        """What a reader of news asks (`cnesg.sentiment.questions.NewsModels`); None in any other language.

        The first line of a text is its headline.
        """
        asked = {
            number: PolarityQuestion(title, body, one.name, tuple(one.others), one.language)
            for number, one in enumerate(questions)
            if one.language in self._readers
            for title, _, body in [one.text.partition("\n")]
        }
        told = dict(zip(asked, self.polarities(list(asked.values())), strict=True))
        return [round(told[number], 4) if number in told else None for number in range(len(questions))]


def rows(questions: Sequence[PolarityQuestion], reader: PolarityReader) -> list[Row]:
    """What a model sees of questions of one language, in the order of `VIEWS`."""
    return [_row(question, reader) for question in questions]


def _row(question: PolarityQuestion, reader: PolarityReader) -> Row:
    if question.language == "zh":
        return chinese.row(*_masked_chinese(question), reader)
    return english.row(_english_text(question), reader, question.name)


def _masked_chinese(question: PolarityQuestion) -> tuple[str, str]:
    title = masked(question.title[:_LONGEST], question.name, question.others)
    return title, masked(question.body[:_LONGEST], question.name, question.others)


def _english_text(question: PolarityQuestion) -> str:
    """The headline where it names the company or nothing else is there, else the sentences that do."""
    title = english.hidden(question.title[:_LONGEST], question.name, question.others)
    if JUDGED in title or not question.body:
        return title
    named = [
        sentence
        for sentence in _SENTENCE.split(english.hidden(question.body[:_LONGEST_BODY], question.name, question.others))
        if JUDGED in sentence
    ]
    return " ".join(named)[:_LONGEST] if named else f"{title}. {question.body[:_LONGEST]}".strip(". ")


def _by_words(question: PolarityQuestion, reader: PolarityReader) -> float:
    if question.language == "zh":
        title, body = _masked_chinese(question)
        return reader.polarity(chinese.without_others(title), chinese.without_others(body[: chinese.LONGEST_BODY]))
    return english.by_words(_english_text(question), reader)


def _of_model(model: NgramModel, seen: Sequence[Row]) -> list[float]:
    likely = model.likelihoods(seen)
    if len(model.labels) == 1:  # good or bad, nothing between
        return [float(value) for value in 2 * likely[:, 0] - 1]
    good, bad = model.labels.index("positive"), model.labels.index("negative")
    return [float(value) for value in likely[:, good] - likely[:, bad]]


def _answers(model: NgramModel, seen: Sequence[Row]) -> list[str]:
    if len(model.labels) == 1:
        return ["positive" if value > 0 else "negative" for value in model.scores(seen)[:, 0]]
    return model.answers(seen)


@cache
def shipped_judge() -> PolarityJudge:
    """The judge with the lexicons and models that ship; read once.

    Raises:
        ModelError: a model's file is missing or changed.
    """
    return PolarityJudge(
        {language: polarity_reader(language) for language in MODELS},
        {language: shipped_model(name) for language, name in MODELS.items()},
    )
