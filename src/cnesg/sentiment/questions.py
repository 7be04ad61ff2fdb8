"""What trained models are asked: a piece of text that speaks of one company, and its name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from cnesg.sentiment.clauses import Span, at, clauses
from cnesg.sentiment.names import Named, key_of
from cnesg.sentiment.pages import Page


@dataclass(frozen=True, slots=True)
class Question:
    """What a text tells of a company.

    Attributes:
        text: as printed.
        name: of the company, as it stands there.
        others: names of other companies in the text.
        language: `zh` or `en`.
    """

    text: str
    name: str
    others: tuple[str, ...]
    language: str


class NewsModels(Protocol):
    """What trained models and lexicons say, one answer a question in their order.

    An answer of None leaves it to the cues and to the types' own polarity.
    """

    def incidents(self, questions: Sequence[Question]) -> Sequence[Mapping[str, float] | None]:
        """Incident types that a piece tells of the name, each with confidence 0 to 1; empty where it tells none."""

    def polarity(self, questions: Sequence[Question]) -> Sequence[float | None]:
        """How good a whole text is for the name, -1 to 1."""

    def negative(self, questions: Sequence[Question]) -> Sequence[bool | None]:
        """Whether the name is the subject of bad news in a whole text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence that speaks of one company, or of several that are named together.

    Attributes:
        span: where it stands.
        names: the companies.
        sentence: number of its sentence.
    """

    span: Span
    names: tuple[Named, ...]
    sentence: int


def pieces(page: Page, number: int, names: Sequence[Named]) -> list[Piece]:
    """A sentence cut where another company begins: `A recalls cars; B is fined` are two pieces.

    Args:
        page: the text.
        number: of the sentence.
        names: the companies that it speaks of, in its order; those that only stand there are left out.
    """
    sentence = page.sentences[number]
    if len(names) < 2:
        return [Piece(sentence, tuple(names), number)] if names else []
    parts = clauses(page.printed, sentence)
    groups: list[tuple[int, list[Named]]] = []
    for name in names:
        part = parts[at(parts, name.start)].start
        again = groups and (groups[-1][0] == part or key_of(groups[-1][1][-1]) == key_of(name))
        if again:
            groups[-1][1].append(name)
        else:
            groups.append((part, [name]))
    begins = [sentence.start, *(part for part, _ in groups[1:])]
    ends = [*begins[1:], sentence.end]
    return [
        Piece(Span(begin, end), tuple(group), number)
        for begin, end, (_, group) in zip(begins, ends, groups, strict=True)
    ]
