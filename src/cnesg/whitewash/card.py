"""The card beside a model: what it is, what it learned from, how it did, and what it may be applied to."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cnesg.errors import InputError, render
from cnesg.errors.catalogue import Language
from cnesg.foreign import ask
from cnesg.foreign.json_texts import JsonFile
from cnesg.framework.whitewash import Whitewash


class Measures(BaseModel):
    """How one score did on the rows kept for the test.

    Attributes:
        area: under the curve of true against false alarms.
        precision: share of the fraudulent among the `k` highest.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    area: float
    precision: float


class Evaluation(BaseModel):
    """The test on later years, by a model that learned from earlier ones only.

    Attributes:
        test_from: first fiscal year of the test.
        train_rows: company years learned from.
        train_frauds: fraudulent ones that were known by the end of `test_from`.
        test_rows: company years tested.
        test_frauds: fraudulent ones among them.
        k: how many of the highest are looked at.
        model: the model.
        m_score: the M-score alone; rows without one come last.
        signals: the result of the signals; rows without one come last.
        without_m_score: test rows that have none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    test_from: int
    train_rows: int
    train_frauds: int
    test_rows: int
    test_frauds: int
    k: int
    model: Measures
    m_score: Measures
    signals: Measures
    without_m_score: int


class Card(BaseModel):
    """A model's card.

    Attributes:
        name: of the model.
        sha256: of the model's text.
        features: ratios in the order it takes them.
        definition: version of `whitewash.yaml` that made them.
        known_until: nothing published later was seen.
        rows: company years that it learned from.
        frauds: fraudulent ones among them.
        undated: fraudulent ones without the day on which they became known.
        years: first and last fiscal year.
        weight: how often a fraudulent row counted; taken out of its odds again.
        settings: what the trainer was told.
        library: LightGBM's version.
        code: version of cnesg.
        evaluation: its test.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    features: tuple[str, ...]
    definition: str
    known_until: date
    rows: int
    frauds: int
    undated: int
    years: tuple[int, int]
    weight: float = Field(gt=0)
    settings: Mapping[str, str | float | int | bool]
    library: str
    code: str
    evaluation: Evaluation

    @property
    def version(self) -> str:
        """The first 12 digits of the hash."""
        return self.sha256[:12]


def digest(model: str) -> str:
    """The SHA-256 of a model's text."""
    return hashlib.sha256(model.encode()).hexdigest()


def card_path(model: Path) -> Path:
    """Where the card of a model lies: beside it, ending in `.card.json`."""
    return model.with_name(model.name + ".card.json")


def read_model(path: Path, definition: Whitewash) -> tuple[str, Card]:
    """A model's text and card, checked against each other and against the ratios in force.

    Raises:
        InputError: one of them can't be read, the text is not the one of the card, or it was trained on other ratios.
    """
    try:
        model = path.read_bytes().decode("utf-8")
        card = Card.model_validate(ask(JsonFile(card_path(path)), card_path(path)))
    except OSError as error:
        raise InputError.of("whitewash.unreadable", path=error.filename or path, reason=error.strerror) from error
    except InputError as error:
        raise InputError.of("whitewash.unreadable", path=card_path(path), reason=error) from error
    except (ValueError, ValidationError) as error:
        reason = str(error).splitlines()[0]
        raise InputError.of("whitewash.unreadable", path=card_path(path), reason=reason) from error
    if digest(model) != card.sha256:
        raise InputError.of("whitewash.other_model", path=path, card=card_path(path))
    if card.features != tuple(definition.ratios) or card.definition != ratios_version(definition):
        raise InputError.of("whitewash.other_ratios", path=path, wanted=ratios_version(definition))
    return model, card


def ratios_version(definition: Whitewash) -> str:
    """The first 12 digits of a SHA-256 over names and formulas of the ratios, and over how many years the past is."""
    told = [definition.past_years.value, *((name, ratio.formula) for name, ratio in definition.ratios.items())]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:12]


def card_text(card: Card, language: Language | None = None) -> str:
    """The card as Markdown."""
    test = card.evaluation
    values = {
        "name": card.name,
        "version": card.version,
        "sha256": card.sha256,
        "features": _listed(card.features),
        "definition": card.definition,
        "known_until": card.known_until,
        "rows": card.rows,
        "frauds": card.frauds,
        "undated": card.undated,
        "first": card.years[0],
        "last": card.years[1],
        "weight": f"{card.weight:.4g}",
        "library": card.library,
        "code": card.code,
        "settings": _listed([f"{name}={value}" for name, value in sorted(card.settings.items())]),
        "measures": measures_text(test, language),
        **{name: getattr(test, name) for name in ("test_from", "train_rows", "train_frauds", "test_rows")},
        **{name: getattr(test, name) for name in ("test_frauds", "k", "without_m_score")},
    }
    return render("whitewash.card", language, **values) + "\n"


def measures_text(test: Evaluation, language: Language | None = None) -> str:
    """The figures of the test as a Markdown table."""
    rows = [
        f"| {render('whitewash.by_' + name, language)} | {found.area:.3f} | {found.precision:.3f} |"
        for name, found in (("model", test.model), ("m_score", test.m_score), ("signals", test.signals))
    ]
    return "\n".join([render("whitewash.measures_head", language, k=test.k), "|---|---|---|", *rows])


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
