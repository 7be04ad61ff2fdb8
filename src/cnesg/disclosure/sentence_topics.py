"""Topic and kind of Chinese sentences, by the trained model that ships."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np

from cnesg.disclosure.figure_signs import figure_signs
from cnesg.disclosure.holdings import Array, Holdings, batched
from cnesg.disclosure.level_model import TOPIC_CUE
from cnesg.disclosure.linear import model_bytes
from cnesg.disclosure.number_contexts import number_runs
from cnesg.disclosure.radial import Radial
from cnesg.disclosure.reader import SentenceReader
from cnesg.disclosure.runs import RunTable, SentenceRuns, name_runs, sentence_runs
from cnesg.disclosure.word_meaning import WordMeaning, shipped_words
from cnesg.framework.statements import load_statement_phrases
from cnesg.text.model_files import read_arrays, write_arrays

OFF_TOPIC = "无关文本"
RUNS, PHRASES, NUMBERS = "runs", "phrases", "numbers"


def phrase_runs(cues: Sequence[Collection[str]]) -> SentenceRuns:
    """The topics of the phrase data that stand in each sentence, by its `RuleReading.topic_cues`."""
    return name_runs([[cue for cue in found if cue.startswith(TOPIC_CUE)] for found in cues])


@dataclass(frozen=True)
class FigureScale:
    """Brings signs of figures to one scale.

    Attributes:
        cues: that are asked for.
        middle: mean of each sign.
        factor: of each sign.
        most: beyond which a sign is cut, before the factor.
    """

    cues: tuple[str, ...]
    middle: Array
    spread: Array
    factor: Array
    most: float = 4.0

    def point(self, text: str, cues: Collection[str]) -> Array:
        """The signs of a sentence, each at most so far from its mean."""
        raised = (figure_signs(text, cues, self.cues) - self.middle) / self.spread
        point: Array = np.clip(raised, -self.most, self.most).astype(np.float32) * self.factor
        return point


@dataclass(frozen=True)
class Weighted:
    """Weights of what stands in a sentence: runs, names of topics whose phrases do, or what is told of its numbers.

    Attributes:
        rarity: one column, what each counts, most where it tells answers apart.
        weights: what stands there by labels.
    """

    rarity: RunTable
    weights: Array

    def held(self, sentences: SentenceRuns) -> Holdings:
        """Rows and weights of what stands in each sentence, of length 1."""
        return self.rarity.held_by(sentences).of_unit_length(self.rarity.rows[:, 0])


@dataclass(frozen=True)
class Question:
    """Scores of the answers to one question: weights of what stands there, and nearness of meaning and of figures.

    Attributes:
        labels: the answers.
        weighted: by what stands in a sentence: `runs`, `phrases` or `numbers`.
        bias: of each label.
        radials: by what they are near in: `meaning` or `figures`.
    """

    labels: tuple[str, ...]
    weighted: Mapping[str, Weighted]
    bias: Array
    radials: Mapping[str, Radial]

    def scores(self, standing: Mapping[str, SentenceRuns], points: Mapping[str, Array]) -> Array:
        """A score of each sentence for each answer; the higher the likelier."""
        total = self.bias
        for name, held in self.weighted.items():
            total = total + held.held(standing[name]).sums(held.weights)
        for name, radial in self.radials.items():
            total = total + radial.scores_of(points[name])
        return total


@dataclass(frozen=True)
class SentenceTopics:
    """Answers what a sentence is about, and whether it is qualitative or quantitative."""

    meaning: WordMeaning
    figures: FigureScale
    questions: Mapping[str, Question]

    def scores(self, texts: Sequence[str], cues: Sequence[Collection[str]]) -> dict[str, Array]:
        """The scores of all answers to each question, sentences by answers; see `answers`."""
        sentences = sentence_runs(texts)
        standing = {RUNS: sentences, PHRASES: phrase_runs(cues), NUMBERS: number_runs(texts)}
        figures = [self.figures.point(text, found) for text, found in zip(texts, cues, strict=True)]
        points = {"meaning": self.meaning.points_of(sentences), "figures": np.array(figures)}
        return {name: question.scores(standing, points) for name, question in self.questions.items()}

    def answers(self, texts: Sequence[str], cues: Sequence[Collection[str]]) -> list[dict[str, str]]:
        """The likeliest topic and kind of each sentence; many at once are quicker than one by one.

        Args:
            texts: sentences in the form of `comparable`.
            cues: what the rules found in each, see `RuleReading.topic_cues`.
        """
        found: list[dict[str, str]] = []
        for some in batched(range(len(texts))):
            scores = self.scores([texts[place] for place in some], [cues[place] for place in some])
            best = {name: self._likeliest(name, held) for name, held in scores.items()}
            found += [dict(zip(best, answers, strict=True)) for answers in zip(*best.values(), strict=True)]
        return found

    def topics_of(self, texts: Sequence[str], cues: Sequence[Collection[str]]) -> list[str]:
        """The likeliest topic of each sentence; see `answers`."""
        found: list[str] = []
        for some in batched(range(len(texts))):
            sentences = sentence_runs([texts[place] for place in some])
            standing = {RUNS: sentences, PHRASES: phrase_runs([cues[place] for place in some])}
            scores = self.questions["topic"].scores(standing, {"meaning": self.meaning.points_of(sentences)})
            found += self._likeliest("topic", scores)
        return found

    def _likeliest(self, question: str, scores: Array) -> list[str]:
        return [self.questions[question].labels[place] for place in scores.argmax(axis=1)]

    def read(self, sentence: str) -> dict[str, str]:
        """The topic and kind of a sentence as printed."""
        seen = rule_reader().by_rules(sentence)
        return self.answers([seen.text], [seen.topic_cues])[0]

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """The topics that are told apart."""
        return self.questions["topic"].labels


def pack_topics(model: SentenceTopics) -> bytes:
    """The model without the meaning of words, as the bytes of an npz file.

    Large tables are in half precision, weights near centres in full.
    """
    header = {
        "cues": model.figures.cues,
        "questions": {
            name: {
                "labels": q.labels,
                "weighted": list(q.weighted),
                "radials": {view: r.steepness for view, r in q.radials.items()},
            }
            for name, q in model.questions.items()
        },
    }
    arrays: dict[str, Any] = {f"figure_{name}": getattr(model.figures, name) for name in ("middle", "spread", "factor")}
    for name, question in model.questions.items():
        arrays[f"{name}_bias"] = question.bias
        for view, held in question.weighted.items():
            arrays |= {
                f"{name}_{view}_keys": held.rarity.keys,
                f"{name}_{view}_rarity": held.rarity.rows.astype(np.float16),
                f"{name}_{view}_weights": held.weights.astype(np.float16),
            }
        for view, radial in question.radials.items():
            arrays[f"{name}_{view}_centres"] = radial.centres.astype(np.float16)
            arrays[f"{name}_{view}_weights"] = radial.weights
    return write_arrays(header, arrays)


def unpack_topics(data: bytes, meaning: WordMeaning) -> SentenceTopics:
    """The model of the bytes of an npz file and of the words' meaning; no code is run by reading it."""
    header, arrays = read_arrays(data)
    questions = {}
    for name, told in header["questions"].items():
        radials = {
            view: Radial(steepness, arrays[f"{name}_{view}_centres"], arrays[f"{name}_{view}_weights"])
            for view, steepness in told["radials"].items()
        }
        weighted = {
            view: Weighted(
                RunTable(arrays[f"{name}_{view}_keys"], arrays[f"{name}_{view}_rarity"]),
                arrays[f"{name}_{view}_weights"],
            )
            for view in told["weighted"]
        }
        questions[name] = Question(tuple(told["labels"]), weighted, arrays[f"{name}_bias"], radials)
    middle, spread, factor = (arrays[f"figure_{name}"] for name in ("middle", "spread", "factor"))
    return SentenceTopics(meaning, FigureScale(tuple(header["cues"]), middle, spread, factor), questions)


@cache
def rule_reader() -> SentenceReader:
    """The reader of Chinese sentences by phrases and cues, without a model of levels."""
    return SentenceReader(load_statement_phrases(), "zh")


@cache
def shipped_topics() -> SentenceTopics:
    """The model that ships, read once.

    Raises:
        ModelError: its file is missing or changed.
    """
    return unpack_topics(model_bytes("topics-zh"), shipped_words())
