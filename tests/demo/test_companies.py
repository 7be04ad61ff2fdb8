import csv
import json
from collections import Counter
from pathlib import Path

from cnesg.demo.companies import PRINTED, fictional_companies
from cnesg.demo.draws import Draws
from cnesg.demo.profiles import brands, stories
from cnesg.framework import load_methodology


def test_there_are_at_least_150_companies_in_15_industries_of_the_shenwan_tree() -> None:
    companies = fictional_companies(Draws("any"))
    sizes = Counter(company.profile.code for company in companies)
    assert len(companies) >= 150
    assert len(sizes) >= 15
    assert sum(size >= 8 for size in sizes.values()) >= 15
    assert any(size < 8 for size in sizes.values()), "a small group shows the fallback to the parent industry"
    assert set(sizes) <= set(load_methodology().industries)


def test_names_ids_and_codes_are_unique() -> None:
    companies = fictional_companies(Draws("any"))
    for names in (
        [company.company_id for company in companies],
        [company.short_name for company in companies],
        [company.name.en for company in companies],
        [company.name.zh for company in companies],
        [company.code for company in companies],
    ):
        assert len(set(names)) == len(names)


def test_no_name_is_a_listed_companys(shared_data: Path) -> None:
    reference = shared_data / "reference"
    names = json.loads((reference / "a_share_fullname_shortname.json").read_text(encoding="utf-8"))
    text = " ".join([*names, *names.values(), (reference / "a_share_codes.csv").read_text(encoding="utf-8")])
    text += (reference / "hk" / "HKEX_firm_industry.csv").read_text(encoding="utf-8")
    parts = brands()
    taken = [first + second for first in parts.first for second in parts.second if first + second in text]
    assert taken == []


def test_no_code_is_a_listed_companys(shared_data: Path) -> None:
    with (shared_data / "reference" / "a_share_codes.csv").open(encoding="utf-8-sig") as file:
        real = {row["stock_code"] for row in csv.DictReader(file)}
    codes = {company.code.split(".")[0] for company in fictional_companies(Draws("any"))}
    assert codes.isdisjoint(real)


def test_there_are_both_markets_and_all_kinds_of_owners() -> None:
    companies = fictional_companies(Draws("any"))
    assert Counter(company.market for company in companies)["hk"] >= 15
    assert {company.ownership for company in companies} == {"central-soe", "local-soe", "private", "foreign"}


def test_stories_do_not_move_with_the_seed_and_others_do() -> None:
    one = {company.company_id: company for company in fictional_companies(Draws("1"))}
    two = {company.company_id: company for company in fictional_companies(Draws("2"))}
    told = {story.id for story in stories()}
    assert told <= set(one)
    assert all(one[name] == two[name] and one[name].draws == PRINTED for name in told)
    assert sum(one[name].size != two[name].size for name in one if name not in told) > 100


def test_every_story_is_told_in_both_languages_and_its_id_follows_its_name() -> None:
    for story in stories():
        assert story.story.en
        assert story.story.zh
        assert story.id.startswith((brands().first[story.brand[0]] + brands().second[story.brand[1]]).lower())


def test_some_companies_never_disclose() -> None:
    companies = fictional_companies(Draws("any"))
    assert sum(company.traits.openness == 0.0 for company in companies) >= 5
