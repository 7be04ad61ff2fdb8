"""What event a text tells of whom: the type for a subject, the subject for a type, or both from the text alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from cnesg.sentiment.models.candidates import Candidate, KnownNames, candidate_numbers, candidate_row, candidates
from cnesg.sentiment.models.edges import EdgeModel, even
from cnesg.sentiment.models.ngram_model import NgramModel, model_of, parts_of
from cnesg.sentiment.models.scorecard import Floats, Scorecard
from cnesg.sentiment.models.subject_types import SubjectTypes, parts_of_types, types_of_parts
from cnesg.sentiment.models.views import Array
from cnesg.text.model_files import read_arrays, write_arrays

LIKELIEST_TYPES = 3
BATCH = 2000
Event = tuple[str, str]
"""A type, and its subject as the text writes it."""


@dataclass(frozen=True)
class Reading:
    """What the models make of a text before any decision.

    Attributes:
        text: in the form of `even`.
        found: likeliest names.
        numbers: of each name, as `candidate_numbers`.
        fits: names by types: how well the text fits the type with this name masked.
    """

    text: str
    found: list[Candidate]
    numbers: Floats
    fits: Array


@dataclass(frozen=True)
class IncidentModel:
    """Tells types and subjects of events.

    Attributes:
        types: of a text whose subject is known.
        edges: where names begin and end.
        fits: types of a text with a candidate masked, over `CANDIDATE_VIEWS`.
        known: names of subjects met in training.
        subjects: whether a candidate is the subject of a given type.
        events: whether a text tells this type of this candidate.
        least: log odds from which an event is told.
    """

    types: SubjectTypes
    edges: EdgeModel
    fits: NgramModel
    known: KnownNames
    subjects: Scorecard
    events: Scorecard
    least: float

    def types_of(self, asked: Sequence[tuple[str, str]]) -> list[str]:
        """The likeliest type of each pair of text and subject."""
        return self.types.answers([(text, subject, ()) for text, subject in asked])

    def subjects_of(self, asked: Sequence[tuple[str, str]]) -> list[str]:
        """The likeliest subject for each pair of text and type, as the text writes it; empty where no name stands."""
        texts = list(dict.fromkeys(text for text, _ in asked))
        read = dict(zip(texts, self.read(texts), strict=True))
        answers = []
        for text, kind in asked:
            reading = read[text]
            if not reading.found:
                answers.append("")
                continue
            place = self.fits.labels.index(kind) if kind in self.fits.labels else int(reading.fits.max(axis=0).argmax())
            odds = self.subjects.log_odds(subject_numbers(reading, place))
            answers.append(written(text, reading.found[int(odds.argmax())]))
        return answers

    def events_of(self, texts: Sequence[str]) -> list[tuple[Event, ...]]:
        """The events that each text tells, the surest first; of names within each other only the surest counts."""
        return [self._events(text, reading) for text, reading in zip(texts, self.read(texts), strict=True)]

    def _events(self, text: str, reading: Reading) -> tuple[Event, ...]:
        if not reading.found:
            return ()
        pairs = likeliest_pairs(reading)
        odds = self.events.log_odds(event_numbers(reading, pairs))
        told: list[tuple[int, int]] = []
        for place in np.argsort(-odds, kind="stable"):
            number, kind = pairs[place]
            name = reading.found[number].name
            within = (reading.found[other].name for other, _ in told if other != number)
            if odds[place] > self.least and not any(name in other or other in name for other in within):
                told.append((number, kind))
        return tuple((self.fits.labels[kind], written(text, reading.found[number])) for number, kind in told)

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """What the models make of each text."""
        return [
            reading
            for start in range(0, len(texts), BATCH)
            for reading in read(texts[start : start + BATCH], self.edges, self.fits, self.known)
        ]


def read(texts: Sequence[str], edges: EdgeModel, fits: NgramModel, known: KnownNames) -> list[Reading]:
    """What these models make of each text."""
    shown = [even(text) for text in texts]
    scored = edges.scores(shown)
    found = [candidates(text, both, known) for text, both in zip(shown, scored, strict=True)]
    rows = [candidate_row(text, each) for text, some in zip(shown, found, strict=True) for each in some]
    fitting = fits.scores(rows)
    ends = np.cumsum([0, *map(len, found)])
    return [
        Reading(text, some, np.array(candidate_numbers(text, both, some, known)), fitting[start:end])
        for text, both, some, start, end in zip(shown, scored, found, ends, ends[1:], strict=False)
    ]


def written(text: str, candidate: Candidate) -> str:
    """The candidate as the text writes it first."""
    start, end = candidate.spans[0]
    return text[start:end]


def subject_numbers(reading: Reading, kind: int) -> Floats:
    """What tells the subject of a type from other candidates: one row for each candidate.

    Args:
        reading: of a text with candidates.
        kind: place of the type.
    """
    fit = reading.fits[:, kind]
    others = np.delete(reading.fits, kind, axis=1).max(axis=1) if reading.fits.shape[1] > 1 else np.zeros_like(fit)
    rank = (-fit).argsort(kind="stable").argsort(kind="stable")
    own = (fit, fit - fit.max(), rank, others, others - others.max(), reading.fits.max(axis=1), fit - others)
    return np.column_stack([reading.numbers, *own, np.full(len(fit), kind)])


def likeliest_pairs(reading: Reading) -> list[tuple[int, int]]:
    """Candidate and type, the few likeliest types of each candidate."""
    order = np.argsort(-reading.fits, axis=1, kind="stable")[:, :LIKELIEST_TYPES]
    return [(number, int(kind)) for number, kinds in enumerate(order) for kind in kinds]


def event_numbers(reading: Reading, pairs: Sequence[tuple[int, int]]) -> Floats:
    """What tells events that a text tells from other pairs of candidate and type: one row for each pair."""
    fits = reading.fits
    highest, of_type = fits.max(), fits.max(axis=0)
    second = np.sort(fits, axis=1)[:, -2] if fits.shape[1] > 1 else fits[:, 0]
    rows = [
        (
            *reading.numbers[number],
            fits[number, kind],
            fits[number, kind] - of_type[kind],
            highest,
            fits[number, kind] - highest,
            fits[number, kind] - second[number],
            (fits[:, kind] > fits[number, kind]).sum(),
            (fits[number] > fits[number, kind]).sum(),
            kind,
        )
        for number, kind in pairs
    ]
    return np.array(rows, dtype=np.float64)


def pack_incidents(model: IncidentModel) -> bytes:
    """The model as the bytes of an npz file; names of subjects met in training stand in it in plain text."""
    header: dict[str, Any] = {"known": model.known.times, "least": model.least, "edge_bias": model.edges.bias}
    arrays: dict[str, Any] = {
        "edges_begin": model.edges.begins.astype(np.float16),
        "edges_end": model.edges.ends.astype(np.float16),
    }
    for part, (own, held) in {"types": parts_of_types(model.types), "fits": parts_of(model.fits)}.items():
        header[part] = own
        arrays |= {f"{part}_{name}": array for name, array in held.items()}
    for part in ("subjects", "events"):
        card: Scorecard = getattr(model, part)
        header[part] = {"bias": card.bias, "sizes": [len(own) for own in card.bounds]}
        arrays |= {f"{part}_bounds": np.concatenate(card.bounds), f"{part}_weights": card.weights}
    return write_arrays(header, arrays)


def unpack_incidents(data: bytes) -> IncidentModel:
    """The model of the bytes of an npz file; no code is run by reading it."""
    header, arrays = read_arrays(data)

    def held(part: str) -> dict[str, Any]:
        return {n.removeprefix(f"{part}_"): array for n, array in arrays.items() if n.startswith(f"{part}_")}

    def card(part: str) -> Scorecard:
        ends = np.cumsum(header[part]["sizes"])[:-1]
        bounds = tuple(np.split(arrays[f"{part}_bounds"], ends))
        return Scorecard(bounds, arrays[f"{part}_weights"], header[part]["bias"])

    begin, end = header["edge_bias"]
    return IncidentModel(
        types=types_of_parts(header["types"], held("types")),
        edges=EdgeModel(arrays["edges_begin"], arrays["edges_end"], (begin, end)),
        fits=model_of(header["fits"], held("fits")),
        known=KnownNames(header["known"]),
        subjects=card("subjects"),
        events=card("events"),
        least=header["least"],
    )
