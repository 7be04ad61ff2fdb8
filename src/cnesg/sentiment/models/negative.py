"""Which of the companies named with a text are the subjects of bad news in it, if it is bad news at all."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from cnesg.sentiment.models.masks import masked, plain
from cnesg.sentiment.models.ngram_model import NgramModel, model_of, parts_of
from cnesg.sentiment.models.views import Row, View
from cnesg.sentiment.models.windows import entity_windows, masked_counts
from cnesg.text.model_files import packed_model, read_arrays, write_arrays
from cnesg.text.normalise import fold

NAME = "negative-zh"
LONGEST_TEXT = 600
EDGE = 60
MOST_PLACES = 4
DOCUMENT_VIEWS = (
    View("text"),
    View("start", weight=0.5),
    View("end", weight=0.3),
    View("unmasked", weight=0.7),
    View("names", "flag", longest=1, weight=0.3),
)
ENTITY_VIEWS = (
    View("text"),
    View("before", weight=0.5),
    View("after", longest=4, weight=0.7),
    View("place", "flag", longest=1, weight=0.7),
    View("name", weight=0.3),
    View("company", "flag", longest=1, weight=0.5),
)
_SIGNS = re.compile(r"\W")
_REPEATED = 40


@dataclass(frozen=True)
class NamedText:
    """A text and the names to judge in it.

    Attributes:
        title: headline; may be empty.
        text: body; may repeat the headline or be empty.
        names: as they stand in the text, or as a register has them; distinct.
    """

    title: str
    text: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """What is said of a text.

    Attributes:
        negative: whether it is bad news for any of the names.
        names: those whom it is bad news for.
    """

    negative: bool
    names: frozenset[str]


@dataclass(frozen=True)
class NegativeModel:
    """Judges texts by two linear models.

    Attributes:
        document: whether a text is bad news.
        entity: whether it is for this name.
        share: how much the likeliest name's score counts for the text's.
        least: score from which a name is taken, once the text is bad news.
        agreed: a text is bad news only where both models say so, whatever their sum; for models that meet texts unlike
            those they learnt from.
    """

    document: NgramModel
    entity: NgramModel
    share: float = 0.5
    least: float = -0.1
    agreed: bool = False

    def judge(self, texts: Sequence[NamedText]) -> list[Verdict]:
        """The verdict on each text; of bad news the likeliest name is taken at least."""
        shown = [_Shown(text) for text in texts]
        whole = self.document.scores([text.document() for text in shown])[:, 0]
        each = self.entity.scores([row for text in shown for row in text.entities()])[:, 0]
        ends = np.cumsum([0, *(len(text.names) for text in texts)])
        return [
            self._verdict(text.names, float(score), each[start:end])
            for text, score, start, end in zip(texts, whole, ends, ends[1:], strict=False)
        ]

    def _verdict(self, names: Sequence[str], whole: float, each: Any) -> Verdict:
        likeliest = float(each.max()) if len(names) else 0.0
        bad = whole > 0 and likeliest >= 0 if self.agreed else whole + self.share * likeliest > 0
        if not bad:
            return Verdict(False, frozenset())
        found = {name for name, score in zip(names, each, strict=True) if score > self.least}
        if names and not found:
            found = {names[int(each.argmax())]}
        return Verdict(True, frozenset(found))


def document_rows(texts: Sequence[NamedText]) -> list[Row]:
    """Texts as the model of documents sees them."""
    return [_Shown(text).document() for text in texts]


def entity_rows(texts: Sequence[NamedText]) -> list[Row]:
    """Texts as the model of names sees them: a row for each name of each text."""
    return [row for text in texts for row in _Shown(text).entities()]


class _Shown:
    """A text prepared once for all its names."""

    def __init__(self, text: NamedText) -> None:
        self.text = joined(text.title, text.text)[: 4 * LONGEST_TEXT]
        self.names = [_comparable(name) for name in text.names]

    def document(self) -> Row:
        shown = plain(masked(self.text, "", self.names))
        names = " ".join(sorted("x" + _one_word(name) for name in self.names))
        return (shown[:LONGEST_TEXT], shown[:EDGE], shown[-EDGE:], plain(self.text)[:LONGEST_TEXT], names)

    def entities(self) -> Iterator[Row]:
        for name in self.names:
            others = [other for other in self.names if other != name]
            hidden = masked(self.text, name, others)
            shown = plain(hidden)
            before, after = entity_windows(shown, 20, 30, MOST_PLACES)
            place = " ".join(self._place(name, others, hidden, shown))
            company = [f"is_{_one_word(name)}", *(_beside(name, other) for other in others)]
            yield (shown[:LONGEST_TEXT], before, after, place, f"^{name}$", " ".join(company))

    def _place(self, name: str, others: Sequence[str], hidden: str, shown: str) -> Iterator[str]:
        """Where the name stands, and whether it is part of another name or another part of it."""
        alone, companies = masked_counts(hidden)
        longer = [other for other in others if name in other]
        shorter = [other for other in others if other in name]
        within = any(other in self.text for other in longer)
        part_alone = any(
            masked_counts(masked(self.text, part, [o for o in self.names if o != part]))[0] for part in shorter
        )
        first, of_others = shown.find("\ue000"), shown.find("\ue001")
        yield f"names={min(len(self.names), 6)}"
        yield f"times={min(alone, 3)}"
        yield f"nested={bool(longer):d}{within:d}{min(alone, 3)}"
        yield f"parts={min(len(shorter), 2)}"
        yield f"part_alone={part_alone:d}"
        yield f"noise={name.startswith('?'):d}"
        yield f"noise_beside={any(o.startswith('?') and o in self.text for o in longer):d}"
        yield f"place={min(first // 30, 6)}"
        yield f"length={min(len(name) // 2, 7)}"
        yield f"tail={_one_word(name[-2:])}"
        yield f"first={first >= 0 and (of_others < 0 or first < of_others):d}"
        yield f"share={4 * alone // max(1, alone + companies)}"


def joined(title: str, text: str) -> str:
    """Headline and body in one, the headline left out where the body repeats it; simplified, half width, lower case."""
    head, body = _comparable(title), _comparable(text)
    start = _SIGNS.sub("", head)[:_REPEATED]
    if not start or start in _SIGNS.sub("", body):
        return body
    return f"{head}。{body}" if body else head


def _comparable(text: str) -> str:
    return fold(html.unescape(text)).casefold()


def _one_word(name: str) -> str:
    return "_".join(name.split()) or "_"


def _beside(name: str, other: str) -> str:
    return f"beside_{_one_word(other)}{'_in' if name in other else ''}"


def pack_negative(model: NegativeModel) -> bytes:
    """The model as the bytes of an npz file."""
    header: dict[str, Any] = {"share": model.share, "least": model.least, "agreed": model.agreed}
    arrays: dict[str, Any] = {}
    for part in ("document", "entity"):
        header[part], held = parts_of(getattr(model, part))
        arrays |= {f"{part}_{name}": array for name, array in held.items()}
    return write_arrays(header, arrays)


def unpack_negative(data: bytes) -> NegativeModel:
    """The model of the bytes of an npz file; no code is run by reading it."""
    header, arrays = read_arrays(data)
    parts = {
        part: model_of(header[part], {n.removeprefix(f"{part}_"): a for n, a in arrays.items() if n.startswith(part)})
        for part in ("document", "entity")
    }
    return NegativeModel(parts["document"], parts["entity"], header["share"], header["least"], header["agreed"])


@cache
def shipped_negative() -> NegativeModel:
    """The model that ships, read once.

    Raises:
        ModelError: its file is missing or changed.
    """
    return unpack_negative(packed_model("cnesg.sentiment.models", NAME))
