"""How deliveries on funds, bonds and green business are made, read from `methodology/products`."""

from datetime import date
from importlib.resources.abc import Traversable
from typing import Literal, TypeVar

from pydantic import BaseModel, Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Definition, Name, Real, SourcedNumber
from cnesg.framework.yaml_files import mapping_file, of_folder, yaml_files

FOLDER = "products"
Shape = TypeVar("Shape", bound=BaseModel)


class Share(SourcedNumber):
    """A share, 0 to 1."""

    value: Real = Field(ge=0, le=1)


class Percent(SourcedNumber):
    """A per cent, 0 to 100."""

    value: Real = Field(ge=0, le=100)


class Count(SourcedNumber):
    """A number of things, days or months."""

    value: Real = Field(gt=0)


class ProductRules(Definition):
    """The whole of `products/rules.yaml`; what each number is for stands there."""

    calendar_days: Count
    holdings_slack: Percent
    full_months: Count
    top10_months: Count
    fund_floor: Share
    bond_fund_floor: Share
    fund_least_rated: Count
    fund_contributors: Count
    name_confidence: Share
    text_confidence: Share
    mixed_penalty: Share
    least_confidence: Share
    green_fund_share: Percent
    green_fund_carbon: Share
    green_fund_laggards: Percent
    refinancing_high: Percent
    allocation_months: Count


class Words(Definition):
    """Words by language."""

    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class ProceedsShare(Definition):
    """The share of a bond's proceeds that had to be green.

    Attributes:
        kinds: of bonds.
        since: first day of issue.
        share: 0 to 1.
        document: that asked for it.
        verified: whether it was seen in public text.
    """

    kinds: tuple[str, ...]
    since: date = Field(alias="from")
    share: Real = Field(ge=0, le=1)
    document: str
    verified: bool


class ProductWording(Definition):
    """The whole of `products/wording.yaml`."""

    frequencies: dict[str, Literal["monthly", "semi-annual"]]
    fund_treatments: dict[str, Literal["look-through", "issuers", "composition", "funds"]]
    green_names: Words
    green_mandates: Words
    negations: Words
    proceeds_shares: tuple[ProceedsShare, ...]

    def required_share(self, kind: str, issued: date) -> ProceedsShare | None:
        """What was asked of a bond on the day of its issue; None before there was a rule."""
        asked = [rule for rule in self.proceeds_shares if kind in rule.kinds and rule.since <= issued]
        return max(asked, key=lambda rule: rule.since, default=None)


class Entry(Definition):
    """An entry of a catalogue.

    Attributes:
        id: its number in the document.
        name: its name there.
        words: by which we recognise it.
        words_of: entries of other catalogues whose words count for it, `catalogue:id`.
        verified: whether number and name were seen in public text.
    """

    id: str
    name: Name
    words: Words = Words()
    words_of: tuple[str, ...] = ()
    verified: bool = True


class Catalogue(Definition):
    """An official catalogue of industries or projects, in force from a day to another."""

    catalogue: str
    serves: tuple[str, ...]
    title: Name
    document: str
    valid_from: date
    valid_to: date | None = None
    entries: tuple[Entry, ...]


def load_product_rules(folder: Traversable | None = None) -> ProductRules:
    """The numbers of a methodology folder, or of the package (read once a process).

    Raises:
        MethodologyError: with every problem of the file.
    """
    return of_folder(_rules, folder)


def load_product_wording(folder: Traversable | None = None) -> ProductWording:
    """Words, frequencies and treatments likewise; errors as there."""
    return of_folder(_wording, folder)


def load_catalogues(folder: Traversable | None = None) -> tuple[Catalogue, ...]:
    """All catalogues, the words of others filled in; errors as there."""
    return of_folder(_catalogues, folder)


def catalogue_on(catalogues: tuple[Catalogue, ...], product: str, day: date) -> Catalogue | None:
    """The catalogue in force for a product on a day; the newest where several are."""
    fitting = [
        one
        for one in catalogues
        if product in one.serves and one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)
    ]
    return max(fitting, key=lambda one: one.valid_from, default=None)


def _rules(folder: Traversable) -> ProductRules:
    return _one(folder, "rules.yaml", ProductRules)


def _wording(folder: Traversable) -> ProductWording:
    return _one(folder, "wording.yaml", ProductWording)


def _catalogues(folder: Traversable) -> tuple[Catalogue, ...]:
    place = folder / FOLDER / "catalogues"
    if not place.is_dir():
        raise MethodologyError.of("framework.no_file", file=f"{FOLDER}/catalogues", folder=folder)
    read = (_one(folder, f"catalogues/{name}", Catalogue) for name, _ in yaml_files(place))
    found = {one.catalogue: one for one in read}
    words = {f"{name}:{entry.id}": entry.words for name, one in found.items() for entry in one.entries}
    lacking = [
        Problem.of("delivery.unknown_words_of", file=FOLDER, catalogue=name, entry=entry.id, other=other)
        for name, one in found.items()
        for entry in one.entries
        for other in entry.words_of
        if other not in words
    ]
    if lacking:
        raise MethodologyError(*lacking)
    return tuple(_filled(one, words) for one in found.values())


def _filled(catalogue: Catalogue, words: dict[str, Words]) -> Catalogue:
    entries = []
    for entry in catalogue.entries:
        both = [entry.words, *(words[other] for other in entry.words_of)]
        zh = tuple(dict.fromkeys(word for one in both for word in one.zh))
        en = tuple(dict.fromkeys(word for one in both for word in one.en))
        entries.append(entry.model_copy(update={"words": Words(zh=zh, en=en)}))
    return catalogue.model_copy(update={"entries": tuple(entries)})


def _one(folder: Traversable, name: str, shape: type[Shape]) -> Shape:
    found, problems = mapping_file(folder, f"{FOLDER}/{name}", shape)
    if found is None:
        raise MethodologyError(*problems)
    return found
