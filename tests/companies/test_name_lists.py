"""Names of a list in which every company stands once."""

import polars as pl

from cnesg.companies.name_lists import each_once
from cnesg.companies.name_register import Match, NameRegister
from cnesg.framework.company_names import load_company_names

WORDS = load_company_names()


def _found(names: list[str], **companies: str) -> list[Match]:
    frame = pl.DataFrame({"company_id": list(companies), "name": list(companies.values())})
    known = NameRegister(frame.with_columns(in_force=True), WORDS)
    return each_once([known.find(name) for name in names], WORDS.score)


def test_what_another_name_surely_means_is_left_out() -> None:
    companies = {"A": "江苏松湖电子股份有限公司", "B": "浙江松湖化工股份有限公司"}
    assert [one.verdict for one in _found(["松湖股份"], **companies)] == ["doubtful"]
    found = _found(["松湖股份", "松湖电子"], **companies)
    assert [one.company_id for one in found] == ["B", "A"]
    assert found[0].candidates[0].score == 0.988
    assert len(found[0].candidates) == 1


def test_one_settled_name_settles_the_next() -> None:
    companies = {
        "A": "江苏松湖电子股份有限公司",
        "B": "浙江松湖化工股份有限公司",
        "C": "安徽松湖证券有限责任公司",
    }
    found = _found(["松湖股份", "松湖化工", "松湖证券"], **companies)
    assert [one.company_id for one in found] == ["A", "B", "C"]


def test_two_names_that_want_what_is_left_stay_doubtful() -> None:
    companies = {"A": "江苏松湖电子股份有限公司", "B": "浙江松湖化工股份有限公司"}
    found = _found(["松湖电子", "松湖股份", "ST松湖"], **companies)
    assert [one.verdict for one in found] == ["match", "doubtful", "doubtful"]


def test_of_two_names_for_one_company_the_better_one_keeps_it() -> None:
    found = _found(["松湖远望", "松湖电子", "松湖"], A="江苏松湖远望电子股份有限公司")
    assert [one.company_id for one in found] == ["A", None, None]
    assert [one.verdict for one in found] == ["match", "doubtful", "doubtful"]
    same = _found(["松湖股份", "松湖"], A="江苏松湖电子股份有限公司")
    assert [one.verdict for one in same] == ["doubtful", "doubtful"]


def test_words_of_trades_are_a_name_in_a_list_of_companies() -> None:
    frame = pl.DataFrame({"company_id": ["A"], "name": ["江苏松湖智慧农业股份有限公司"], "in_force": [True]})
    alone = NameRegister(frame, WORDS).find("智慧农业")
    assert (alone.verdict, alone.common) == ("doubtful", True)
    assert _found(["智慧农业"], A="江苏松湖智慧农业股份有限公司")[0].company_id == "A"
