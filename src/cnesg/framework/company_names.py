"""How names of companies vary: legal forms, loose words, marks, places (`methodology/company-names.yaml`)."""

from importlib.resources.abc import Traversable
from typing import Annotated

from pydantic import Field

from cnesg.errors import MethodologyError
from cnesg.framework.definitions.base import Sourced
from cnesg.framework.yaml_files import mapping_file, of_folder

FILE = "company-names.yaml"


class Words(Sourced):
    """Words of names by language."""

    zh: tuple[str, ...]
    en: tuple[str, ...]


class LegalForms(Words):
    """Endings that say the legal form, what is left of them at the end of a short name, and what branches end with."""

    short: tuple[str, ...]
    joint_stock: tuple[str, ...]
    branches: tuple[str, ...]


class Abbreviations(Sourced):
    """Words that names abridge, by what they are abridged to."""

    en: dict[str, str]


class Marks(Sourced):
    """What exchanges put before and behind a short name."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class Places(Sourced):
    """Provinces and cities by the one character that stands for them; cities and groups that short names leave out."""

    cities: tuple[str, ...]
    groups: tuple[str, ...]
    short: dict[str, tuple[str, ...]]


class Trades(Sourced):
    """Words of trades in full names."""

    zh: tuple[str, ...]


_Share = Annotated[float, Field(ge=0, le=1)]


class MatchScore(Sourced):
    """What a match of a short name with a full one costs, and which score decides; shares of 1."""

    usual_length: float = Field(gt=0)
    brand_left: _Share
    home_left: _Share
    brand_torn: _Share
    brand_initial: _Share
    brand_piece: _Share
    word_cut: _Share
    word_torn: _Share
    trade_character: _Share
    trade_alone: _Share
    place_short: _Share
    full_character: _Share
    place_added: _Share
    loose_share: float = Field(gt=0, le=1)
    accept: float = Field(gt=0, le=1)
    sure: float = Field(gt=0, le=1)
    margin: _Share
    doubt: float = Field(gt=0, le=1)


_Odds = Annotated[float, Field(gt=0, le=1)]


class NameHabits(Sourced):
    """What companies go by, as odds of which the ratios count; from `likely` on, a share of 1, the likeliest is meant.

    The first five are odds of a name of brand and 股份, by what stands behind the brand in the full name: nothing, a
    loose word, a trade, a trade and a word of technology, such a word alone. The others are those of names that leave
    out the place, a word of technology, another loose word.
    """

    technology_words: tuple[str, ...]
    share_alone: _Odds
    share_loose: _Odds
    share_trade: _Odds
    share_trade_technology: _Odds
    share_technology: _Odds
    place_left: _Odds
    technology_left: _Odds
    loose_left: _Odds
    likely: float = Field(ge=0.5, le=1)


class CompanyNames(Sourced):
    """The whole of `company-names.yaml`."""

    legal_forms: LegalForms
    loose_words: Words
    abbreviations: Abbreviations
    marks: Marks
    places: Places
    trades: Trades
    score: MatchScore
    habits: NameHabits


def load_company_names(folder: Traversable | None = None) -> CompanyNames:
    """How names vary, from a methodology folder or from the package.

    Raises:
        MethodologyError: every problem of the file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> CompanyNames:
    data, problems = mapping_file(folder, FILE, CompanyNames)
    if data is None:
        raise MethodologyError(*problems)
    return data
