"""Of companies with one brand, the one that more likely goes by a short name."""

import polars as pl
import pytest

from cnesg.companies.alignment import Alignment
from cnesg.companies.name_forms import NameForms
from cnesg.companies.name_habits import Habits
from cnesg.companies.name_lists import each_once
from cnesg.companies.name_register import Match, NameRegister
from cnesg.framework.company_names import load_company_names

WORDS = load_company_names()
HABITS, FORMS = Habits(WORDS, Alignment(WORDS).anatomy), NameForms(WORDS)


@pytest.mark.parametrize(
    ("short", "fulls", "preferred"),
    [
        # 0.6 of 0.8: a place and a brand alone, against a trade.
        ("松湖股份", {"A": "江苏松湖", "B": "浙江松湖电子"}, "A"),
        # 0.3 of 0.37: a loose word, against one of technology.
        ("松湖股份", {"A": "松湖实业", "B": "浙江松湖科技"}, "A"),
        # 0.2 of 0.27: a trade, against technology alone, which would be called so.
        ("松湖股份", {"A": "松湖科技", "B": "浙江松湖电子"}, "B"),
        # 0.3 of 0.5, and 0.2 of 0.4: nobody knows.
        ("松湖股份", {"A": "松湖实业", "B": "浙江松湖电子"}, None),
        ("松湖股份", {"A": "江苏松湖化工", "B": "浙江松湖电子"}, None),
        # 1 of 1.3: the place and the word of technology left out.
        ("松湖电力", {"A": "松湖电力", "B": "浙江松湖电力技术"}, "A"),
    ],
)
def test_odds_decide_where_they_are_clear(short: str, fulls: dict[str, str], preferred: str | None) -> None:
    assert HABITS.preferred(FORMS.of(short), fulls) == preferred
    assert HABITS.preferred(FORMS.of(short), dict(reversed(fulls.items()))) == preferred


def _register(**companies: str) -> NameRegister:
    frame = pl.DataFrame({"company_id": list(companies), "name": list(companies.values())})
    return NameRegister(frame.with_columns(in_force=True), WORDS)


TWO = {"A": "江苏松湖股份有限公司", "B": "浙江松湖电子股份有限公司"}


def test_a_likely_match_says_so_and_a_bare_brand_is_none() -> None:
    found = _register(**TWO).find("松湖股份")
    assert (found.company_id, found.by_habit, len(found.candidates)) == ("A", True, 2)
    assert _register(**TWO).find("松湖").verdict == "doubtful"


@pytest.mark.parametrize(
    ("names", "meant"),
    [
        (["松湖股份"], ["A"]),
        (["松湖股份", "江苏松湖"], ["B", "A"]),  # what another name surely means is no habit's
        (["松湖股份", "松湖电子"], ["A", "B"]),
        (["松湖股份", "ST松湖股份"], [None, None]),
    ],
)
def test_in_a_list_habit_gives_way_to_what_names_surely_mean(names: list[str], meant: list[str | None]) -> None:
    known = _register(**TWO)
    found: list[Match] = each_once([known.find(name) for name in names], WORDS.score)
    assert [one.company_id for one in found] == meant
