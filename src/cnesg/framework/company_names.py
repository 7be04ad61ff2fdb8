"""How names of companies vary: legal forms, loose words, marks, places (`methodology/company-names.yaml`)."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import Field

from cnesg.errors import MethodologyError
from cnesg.framework.definitions.base import Sourced
from cnesg.framework.yaml_files import parse_yaml, validate_mapping

FILE = "company-names.yaml"


class Words(Sourced):
    """Words of names by language."""

    zh: tuple[str, ...]
    en: tuple[str, ...]


class LegalForms(Words):
    """Endings that say the legal form, and what is left of them at the end of a short name."""

    short: tuple[str, ...]


class Marks(Sourced):
    """What exchanges put before and behind a short name."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class Places(Sourced):
    """Provinces and cities by the one character that stands for them, and cities that short names leave out."""

    cities: tuple[str, ...]
    short: dict[str, tuple[str, ...]]


class MatchScore(Sourced):
    """What a match of a short name with a full one costs, and which score decides; shares of 1."""

    break_cost: float = Field(ge=0, le=1)
    late_cost: float = Field(ge=0, le=1)
    left_cost: float = Field(ge=0, le=1)
    loose_share: float = Field(gt=0, le=1)
    accept: float = Field(gt=0, le=1)
    margin: float = Field(ge=0, le=1)
    doubt: float = Field(gt=0, le=1)


class CompanyNames(Sourced):
    """The whole of `company-names.yaml`."""

    legal_forms: LegalForms
    loose_words: Words
    marks: Marks
    places: Places
    score: MatchScore


def load_company_names(folder: Traversable | None = None) -> CompanyNames:
    """How names vary, from a methodology folder or from the package.

    Raises:
        MethodologyError: every problem of the file.
    """
    return _shipped() if folder is None else _load(folder)


@cache
def _shipped() -> CompanyNames:
    return _load(files("cnesg") / "methodology")


def _load(folder: Traversable) -> CompanyNames:
    content, problems = parse_yaml(FILE, (folder / FILE).read_text(encoding="utf-8"))
    data, more = (None, []) if problems else validate_mapping(FILE, CompanyNames, content)
    if data is None:
        raise MethodologyError(*problems, *more)
    return data
