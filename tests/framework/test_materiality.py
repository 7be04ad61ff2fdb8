"""Industry materiality: every cell is rated with its own reason, and broken ratings are refused with every problem."""

import csv
import shutil
from collections import Counter
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
import yaml
from rapidfuzz import fuzz, process

from cnesg.errors import MethodologyError
from cnesg.framework import load_methodology
from cnesg.framework.definitions import Basis, Profile
from cnesg.framework.definitions.base import Name
from cnesg.framework.inspection import check_methodology
from cnesg.framework.materiality import load_materiality
from cnesg.framework.materiality_checks import LANGUAGES, check_coverage, check_repeated
from cnesg.framework.materiality_ratings import FOLDER, Materiality, MaterialityRating
from cnesg.framework.overrides import with_profile

REPOSITORY = Path(__file__).resolve().parents[2]
ISSUES = [*(f"E{number:02}" for number in range(1, 6)), *(f"S{number:02}" for number in range(1, 7))]
# Series of SASB's general issue categories, as docs/materiality.md reads them; others bear on several issues or none.
SASB_SERIES = {
    "110": "E04",
    "120": "E03",
    "130": "E01",
    "140": "E02",
    "150": "E03",
    "160": "E02",
    "210": "S04",
    "220": "S03",
    "230": "S03",
    "240": "S04",
    "250": "S03",
    "260": "S03",
    "270": "S03",
    "310": "S01",
    "320": "S01",
    "330": "S01",
    "430": "S02",
    "440": "E02",
    "450": "E04",
}
EXPLAINED = ("740000", "480000", "340000", "270000", "370000")


@pytest.fixture(scope="module")
def materiality() -> Materiality:
    return load_materiality()


def cells(materiality: Materiality) -> list[tuple[str, MaterialityRating]]:
    return [(industry, rating) for industry, ratings in materiality.industries.items() for rating in ratings.values()]


def level2_cells(materiality: Materiality) -> list[tuple[str, MaterialityRating]]:
    return [(industry, rating) for industry, ratings in materiality.level2.items() for rating in ratings.values()]


def all_cells(materiality: Materiality) -> list[tuple[str, MaterialityRating]]:
    return [*cells(materiality), *level2_cells(materiality)]


def level2_indicators() -> list[str]:
    return [code for code in load_methodology().level2 if code[0] in "ES"]


def level1_industries() -> list[str]:
    return sorted(code for code, industry in load_methodology().industries.items() if industry.level == 1)


def test_31_industries_rate_11_issues_each(materiality: Materiality) -> None:
    assert len(level1_industries()) == 31
    assert sorted(materiality.industries) == level1_industries()
    for industry, ratings in materiality.industries.items():
        assert list(ratings) == ISSUES, industry
    assert len(cells(materiality)) == 341


def test_the_ratings_cover_the_industries_and_issues_of_the_methodology(materiality: Materiality) -> None:
    issues = [code for code in load_methodology().level1 if code[0] in "ES"]
    assert list(check_coverage(materiality, level1_industries(), issues, level2_indicators())) == []
    assert list(check_repeated(materiality)) == []


def test_every_industry_has_level2_indicators_that_differ_from_their_issue(materiality: Materiality) -> None:
    assert list(materiality.level2) == level1_industries()
    used = Counter(rating.rating for _, rating in level2_cells(materiality))
    assert set(used) == {0, 1, 2, 3}
    assert min(used.values()) >= 0.10 * used.total(), used
    assert used.total() >= 200
    for industry, ratings in materiality.level2.items():
        assert len(ratings) >= 5, industry
        differences = {rating.rating - materiality.rating(industry, rating.issue).rating for rating in ratings.values()}
        assert 0 not in differences, industry
        assert min(differences) < 0 < max(differences), industry


def test_what_does_not_apply_in_an_industry_is_not_rated_there(materiality: Materiality) -> None:
    level2 = load_methodology().level2
    for industry, rating in level2_cells(materiality):
        applies = level2[rating.code].applies
        for case in applies.unless if applies else ():
            assert industry not in case.industries, (industry, rating.code)
        for case in applies.only if applies else ():
            branches = {code[:2] for code in case.industries}
            assert not branches or industry[:2] in branches, (industry, rating.code)


def test_ratings_use_the_whole_scale(materiality: Materiality) -> None:
    assert [step.step for step in materiality.scale.steps] == [0, 1, 2, 3]
    used = Counter(rating.rating for _, rating in cells(materiality))
    assert set(used) == {0, 1, 2, 3}
    assert min(used.values()) >= 0.10 * used.total(), used


def test_every_issue_tells_industries_apart(materiality: Materiality) -> None:
    for issue in ISSUES:
        used = {materiality.rating(industry, issue).rating for industry in materiality.industries}
        assert len(used) >= 3, (issue, used)


def test_industries_differ(materiality: Materiality) -> None:
    vectors = Counter(materiality.vector(industry) for industry in materiality.industries)
    assert len(vectors) >= 25
    assert [vector for vector, times in vectors.items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_cells_share_a_reason(materiality: Materiality, language: str) -> None:
    reasons = [getattr(rating.reason, language) for _, rating in all_cells(materiality)]
    assert len(set(reasons)) == len(reasons)
    alike = process.cdist(reasons, reasons, scorer=fuzz.token_set_ratio, score_cutoff=90)
    places = [f"{industry} {rating.code}" for industry, rating in all_cells(materiality)]
    assert [(places[i], places[j]) for i in range(len(places)) for j in range(i) if alike[i][j]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_reason_becomes_another_by_swapping_a_name(materiality: Materiality, language: str) -> None:
    """Reasons of one issue or indicator in two industries differ in more than a few words in the same places."""
    for issue in sorted({rating.code for _, rating in all_cells(materiality)}):
        rated = ((industry, rating) for industry, rating in all_cells(materiality) if rating.code == issue)
        reasons = {industry: getattr(rating.reason, language) for industry, rating in rated}
        codes, texts = list(reasons), list(reasons.values())
        alike = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=70)
        assert [(issue, codes[i], codes[j]) for i in range(len(codes)) for j in range(i) if alike[i][j]] == []


def test_reasons_are_one_sentence(materiality: Materiality) -> None:
    for industry, rating in all_cells(materiality):
        assert rating.reason.en.endswith("."), (industry, rating.code)
        assert rating.reason.zh.endswith("。"), (industry, rating.code)
        assert rating.reason.zh.count("。") == 1, (industry, rating.code)
        assert 60 <= len(rating.reason.en) <= 220, (industry, rating.code, len(rating.reason.en))
        assert 20 <= len(rating.reason.zh) <= 80, (industry, rating.code, len(rating.reason.zh))


def test_every_rating_is_assumed_and_rests_on_a_document(materiality: Materiality) -> None:
    for industry, rating in all_cells(materiality):
        assert rating.basis is Basis.ASSUMED, (industry, rating.code)
        assert rating.citations, (industry, rating.code)
        assert all(citation.document in materiality.documents for citation in rating.citations)
    assert materiality.scale.basis is Basis.ASSUMED
    assert (REPOSITORY / materiality.scale.reference).is_file()


def test_cited_sasb_topics_and_exchange_articles_exist(materiality: Materiality, shared_data: Path) -> None:
    known: dict[str, bool] = {}
    for table in ("sasb-topics", "sasb-industries", "sse-2024", "nbs-sei-2018"):
        with (shared_data / "reference" / "standards" / f"{table}.csv").open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                known[f"{table[:3]} {row['id'].replace('Article', 'Art.')}"] = row["verified"] == "true"
    tables = {"SASB": "sas", "SSE Guideline 14": "sse", "SEI Classification 2018": "nbs"}
    for industry, rating in all_cells(materiality):
        for document, place in rating.citations:
            if document in tables and place:
                item = f"{tables[document]} {place}"
                assert item in known, (industry, rating.code, place)
                assert known[item] or place in materiality.documents[document].unverified, (industry, place)


def test_ratings_agree_with_the_topics_that_sasb_gives_an_industry(materiality: Materiality, shared_data: Path) -> None:
    """Where a SASB industry that a file cites has a topic on an issue, the rating is not 0 and mostly higher."""
    topics: dict[tuple[str, str], set[str]] = {}
    with (shared_data / "reference" / "standards" / "sasb-topics.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if issue := SASB_SERIES.get(row["id"].rpartition("-")[2][:3]):
                topics.setdefault((row["parent"], issue), set()).add(row["id"])
    ratings: dict[bool, list[int]] = {True: [], False: []}
    for industry, cited in _sasb_industries(materiality).items():
        for issue in sorted(set(SASB_SERIES.values())):
            rating = materiality.rating(industry, issue).rating
            found = [topic for parent in sorted(cited) for topic in topics.get((parent, issue), ())]
            assert rating > 0 or not found, (industry, issue, found)
            ratings[bool(found)].append(rating)
    assert mean(ratings[True]) - mean(ratings[False]) >= 0.75, {key: mean(value) for key, value in ratings.items()}


def _sasb_industries(materiality: Materiality) -> dict[str, set[str]]:
    cited: dict[str, set[str]] = {}
    for industry, rating in cells(materiality):
        places = (place for document, place in rating.citations if document == "SASB")
        cited.setdefault(industry, set()).update("-".join(place.split("-")[:2]) for place in places)
    return {industry: places for industry, places in cited.items() if places}


def test_the_page_gives_all_ratings(materiality: Materiality) -> None:
    page = (REPOSITORY / "docs" / "materiality.md").read_text(encoding="utf-8")
    for industry in materiality.industries:
        name = load_methodology().industries[industry].name.en
        ratings = " | ".join(str(rating) for rating in materiality.vector(industry))
        assert f"| {industry} {name} | {ratings} |" in page, industry
    used = Counter(rating.rating for _, rating in cells(materiality))
    numbers = [len(ratings) for ratings in materiality.level2.values()]
    assert f"{sum(numbers)} in all, {min(numbers)} to {max(numbers)} an industry" in " ".join(page.split())
    shares = [f"{times / used.total():.0%}".replace("%", " %") for _, times in sorted(used.items())]
    assert "{} are 0, {} are 1, {} are 2 and {} are 3".format(*shares) in " ".join(page.split())


@pytest.mark.parametrize("industry", EXPLAINED)
def test_the_page_explains_five_industries(materiality: Materiality, industry: str) -> None:
    page = (REPOSITORY / "docs" / "materiality.md").read_text(encoding="utf-8")
    assert f"({industry}" in page.partition("## Five industries explained")[2]


def test_shipped_ratings_are_read_once() -> None:
    assert load_materiality() is load_materiality()


def test_a_repeated_rating_is_a_problem_of_files_and_none_of_overrides(tmp_path: Path) -> None:
    """Banks: E03 is 1 and E0301 is 0."""
    place = {"materiality.480000.ratings.E03.rating": 0}
    wanted = Profile(name="mine", title=Name(en="Mine", zh="我的"), overrides=place)
    seen = with_profile(load_methodology(), wanted)
    assert load_materiality(seen.folder).rating("480000", "E03").rating == 0
    folder = tmp_path / "methodology"
    shutil.copytree(REPOSITORY / "src" / "cnesg" / "methodology", folder)
    banks = folder / FOLDER / "480000.yaml"
    content = banks.read_text(encoding="utf-8")
    banks.write_text(content.replace("code: E03\n    rating: 1", "code: E03\n    rating: 0"), encoding="utf-8")
    with pytest.raises(MethodologyError, match="E0301 has the rating of E03, as it has without one"):
        check_methodology(folder)


# A small set of ratings that is whole; each case below breaks it in one way or in several at once.


def _rating(issue: str = "E01", **changes: Any) -> dict[str, Any]:
    en, zh = _REASONS[issue]
    entry: dict[str, Any] = {"code": issue, "rating": 2, "reason": {"en": en, "zh": zh}, "basis": "assumed"}
    return entry | {"reference": "Kiln Law, Art. 3"} | changes


_REASONS = {
    "E01": ("Kilns burn coke.", "窑炉烧焦炭。"),
    "E02": ("Rivers run dry by autumn.", "河流入秋断流。"),
    "E03": ("Smoke hides the sun for days.", "烟雾连日蔽日。"),
    "S01": ("Ladders fall on people.", "梯子倒下伤人。"),
}


def _document(**changes: Any) -> dict[str, Any]:
    document: dict[str, Any] = {"name": {"en": "Kiln Law", "zh": "窑炉法"}, "issuer": {"en": "Crown", "zh": "王室"}}
    return document | {"year": 1999, "verified": False, "unverified": ["Art. 3"]} | changes


def _scale(*steps: int) -> dict[str, Any]:
    texts = {"name": {"en": "step", "zh": "级"}, "meaning": {"en": "meaning", "zh": "含义"}}
    entries = [{"step": step, **texts} for step in steps]
    return {"basis": "assumed", "reference": "docs/decisions/materiality-scale.md", "steps": entries}


def _write(folder: Path, name: str, content: Any) -> None:
    (folder / FOLDER).mkdir(exist_ok=True)
    (folder / FOLDER / name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    _write(tmp_path, "scale.yaml", _scale(0, 1, 2, 3))
    _write(tmp_path, "documents.yaml", [_document()])
    _write(tmp_path, "740000.yaml", {"industry": "740000", "ratings": [_rating("S01", rating=3), _rating()]})
    return tmp_path


def _problems(folder: Path) -> list[str]:
    with pytest.raises(MethodologyError) as caught:
        load_materiality(folder)
    assert all(line for line in caught.value.lines("zh"))
    return caught.value.lines("en")


def test_the_small_set_is_whole(small: Path) -> None:
    materiality = load_materiality(small)
    assert materiality.vector("740000") == (2, 3)
    assert list(materiality.industries["740000"]) == ["E01", "S01"]
    rating = materiality.rating("740000", "E01")
    assert rating.citations == (("Kiln Law", "Art. 3"),)
    assert materiality.documents["Kiln Law"].unverified == ("Art. 3",)


def test_a_level2_indicator_has_its_own_rating_or_that_of_its_issue(small: Path) -> None:
    own = _rating("E02", code="E0102", rating=1)
    _write(small, "740000.yaml", {"industry": "740000", "ratings": [_rating("S01", rating=3), own, _rating()]})
    materiality = load_materiality(small)
    assert materiality.vector("740000") == (2, 3)
    assert list(materiality.level2["740000"]) == ["E0102"]
    found = materiality.ratings("740000", ["E0101", "E0102", "S0101", "G0101"])
    assert {code: (rating.rating, rating.code) for code, rating in found.items()} == {
        "E01": (2, "E01"),
        "S01": (3, "S01"),
        "E0101": (2, "E01"),
        "E0102": (1, "E0102"),
        "S0101": (3, "S01"),
    }
    assert materiality.rating("740000", "E0101") is materiality.rating("740000", "E01")
    assert materiality.ratings("480000", ["E0101"]) == {}


def test_a_level2_rating_that_says_nothing_is_a_problem(small: Path) -> None:
    entries = [_rating(), _rating("S01"), _rating("E02", code="E0102"), _rating("E03", code="E0109", rating=1)]
    _write(small, "740000.yaml", {"industry": "740000", "ratings": entries})
    materiality = load_materiality(small)
    assert [problem.text("en") for problem in check_repeated(materiality)] == [
        "materiality/740000.yaml: E0102 has the rating of E01, as it has without one. Remove it or change it."
    ]
    found = check_coverage(materiality, ["740000"], ["E01", "S01"], ["E0101", "E0102"])
    assert [problem.text("en") for problem in found] == [
        "materiality/740000.yaml: E0109 is no environmental or social Level II indicator. Remove the rating.",
    ]


BROKEN: dict[str, tuple[str, Any, str]] = {
    "governance": ("740000.yaml", [_rating(), _rating("S01", code="G01")], "entry G01, field code"),
    "a data point": ("740000.yaml", [_rating(), _rating("S01", code="E0101-01")], "entry E0101-01, field code"),
    "level2 twice": (
        "740000.yaml",
        [_rating(), _rating("S01", code="E0101", rating=1), _rating("E02", code="E0101", rating=3)],
        "740000.yaml: E0101 is rated more than once",
    ),
    "level2 off the scale": ("740000.yaml", [_rating(), _rating("S01", code="E0101", rating=4)], "E0101: the rating"),
    "off the scale": ("740000.yaml", [_rating(rating=4)], "E01: the rating must be at most 3"),
    "below the scale": ("740000.yaml", [_rating(rating=-1)], "entry E01, field rating: must be >= 0"),
    "between steps": ("740000.yaml", [_rating(rating=1.5)], "entry E01, field rating"),
    "twice": ("740000.yaml", [_rating(), _rating("S01", code="E01")], "740000.yaml: E01 is rated more than once"),
    "no reason": ("740000.yaml", [_rating(reason={"en": "", "zh": "有"})], "entry E01, field reason.en"),
    "no reference": ("740000.yaml", [_rating(reference="")], "entry E01, field reference"),
    "untranslated": ("740000.yaml", [_rating(reason={"en": "Ash.", "zh": "Ash."})], "E01, field reason: en must be"),
    "traditional": ("740000.yaml", [_rating(reason={"en": "Ash.", "zh": "燒焦炭。"})], "燒 is not"),
    "same reason": (
        "740000.yaml",
        [_rating(), _rating("S01", reason={"en": "Coke burn kilns.", "zh": "有别。"})],
        "S01 has nearly the same reason as 740000 E01 (en)",
    ),
    "unknown document": ("740000.yaml", [_rating(reference="Oven Law")], "E01: the reference cites Oven Law, which"),
    "second of two": ("740000.yaml", [_rating(reference="Kiln Law, Art. 3; Oven Law")], "the reference cites Oven Law"),
    "uncited document": (
        "documents.yaml",
        [_document(), _document(name={"en": "Oven Law", "zh": "烤炉法"}, unverified=[])],
        "no rating cites Oven Law",
    ),
    "uncited place": ("documents.yaml", [_document(unverified=["Art. 9"])], "Kiln Law: Art. 9 is marked as unverified"),
    "listed twice": ("documents.yaml", [_document(), _document()], "Kiln Law is listed more than once"),
    "comma in a name": (
        "documents.yaml",
        [_document(), _document(name={"en": "Kilns, Ovens", "zh": "窑炉"})],
        "Kilns, Ovens: a name that is cited",
    ),
    "no year": ("documents.yaml", [_document(year=99)], "field year: must be >= 1949"),
    "gap in the scale": ("scale.yaml", _scale(0, 1, 3), "scale.yaml: steps must count 0, 1, 2"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_ratings_are_refused(case: str, small: Path) -> None:
    name, content, message = BROKEN[case]
    industry = name.removesuffix(".yaml")
    _write(small, name, {"industry": industry, "ratings": content} if industry.isdigit() else content)
    assert [line for line in _problems(small) if message in line]


def test_every_problem_of_every_file_is_reported_at_once(small: Path) -> None:
    _write(small, "740000.yaml", {"industry": "740000", "ratings": [_rating(rating=9), _rating("S01", reference="X")]})
    _write(small, "480000.yaml", {"industry": "490000", "ratings": [_rating("E02", reason={"en": "Dry."})]})
    (small / FOLDER / "110000.yaml").write_bytes(b"industry: \xff\xfe")
    (small / FOLDER / "220000.yaml").write_text("industry: [", encoding="utf-8")
    lines = _problems(small)
    for part in (
        "740000.yaml: E01: the rating must be at most 3",
        "740000.yaml: S01: the reference cites X",
        "480000.yaml: holds ratings of industry 490000. Name it 490000.yaml",
        "480000.yaml: entry E02: field reason.zh",
        "110000.yaml",
        "220000.yaml",
    ):
        assert any(part in line for line in lines), (part, lines)


def test_what_cites_a_broken_list_of_documents_is_let_be(small: Path) -> None:
    _write(small, "documents.yaml", [_document(year="long ago")])
    assert len(_problems(small)) == 1


def test_missing_folder_and_files_are_named(tmp_path: Path, small: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "no folder materiality/" in _problems(empty)[0]
    (small / FOLDER / "scale.yaml").unlink()
    (small / FOLDER / "documents.yaml").unlink()
    assert [line.split(":")[0] for line in _problems(small)] == ["materiality/scale.yaml", "materiality/documents.yaml"]


def test_ratings_are_compared_with_industries_and_issues(small: Path) -> None:
    lines = [problem.text("en") for problem in check_coverage(load_materiality(small), ["480000"], ["E01", "E02"], [])]
    assert lines == [
        "materiality/480000.yaml: no rating for E01. Add it.",
        "materiality/480000.yaml: no rating for E02. Add it.",
        "materiality/740000.yaml: there is no Level I industry 740000. Rename or remove the file.",
    ]
    lines = [problem.text("en") for problem in check_coverage(load_materiality(small), ["740000"], ["E01", "E02"], [])]
    assert lines == [
        "materiality/740000.yaml: no rating for E02. Add it.",
        "materiality/740000.yaml: S01 is no environmental or social Level I indicator. Remove the rating.",
    ]
