import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cnesg.framework.polarity import PolarityWords, load_polarity
from cnesg.sentiment.lexicon import PolarityReader, polarity_reader, step
from cnesg.sentiment.models.english import hidden
from cnesg.sentiment.models.masks import JUDGED
from cnesg.sentiment.models.polarity import MODELS, PolarityJudge, PolarityQuestion, shipped_judge
from cnesg.sentiment.questions import Question

CASES = yaml.safe_load((Path(__file__).parent / "polarity-cases.yaml").read_text(encoding="utf-8"))
TERMS = [term for group in load_polarity()["zh"].groups for term in group.terms]
CLAUSES = st.lists(st.lists(st.sampled_from(TERMS), min_size=1, max_size=4), min_size=1, max_size=4)
WORDS_ONLY = PolarityJudge({language: polarity_reader(language) for language in MODELS}, {})


def _question(case: dict[str, Any]) -> PolarityQuestion:
    return PolarityQuestion(case["text"], "", case["name"], tuple(case.get("others", ())), case["language"])


def _sign(value: float) -> str:
    return "+" if value > 0.1 else "-" if value < -0.1 else "0"


def _named(case: dict[str, Any]) -> str:
    return f"{case['text']} [{case['name']}]"


@pytest.mark.parametrize("case", [c for c in CASES if "words" in c], ids=_named)
def test_words_alone(case: dict[str, Any]) -> None:
    assert _sign(WORDS_ONLY.polarities([_question(case)])[0]) == case["words"]


@pytest.mark.parametrize("case", [c for c in CASES if "model" in c], ids=_named)
def test_the_model_that_ships(case: dict[str, Any]) -> None:
    assert _sign(shipped_judge().polarities([_question(case)])[0]) == case["model"]


def _mirrored(words: PolarityWords) -> PolarityWords:
    """The lexicon with good and bad exchanged; what turns round, and by how much, stays."""
    groups = [
        group.model_copy(update={"weight": -group.weight, "alone": -group.alone})
        if group.kind in {"event", "quantity"}
        else group.model_copy(update={"alone": -group.alone})
        for group in words.groups
    ]
    return words.model_copy(update={"groups": tuple(groups)})


MIRRORED = PolarityReader(_mirrored(load_polarity()["zh"]))


@pytest.mark.heavy
@given(CLAUSES)
@settings(max_examples=200)
def test_good_and_bad_exchanged_turn_the_polarity(clauses: list[list[str]]) -> None:
    text = "，".join("".join(clause) for clause in clauses)
    assert MIRRORED.polarity(text) == pytest.approx(-polarity_reader("zh").polarity(text))


@given(CLAUSES, CLAUSES)
@settings(max_examples=100)
def test_polarity_stays_within_its_bounds(title: list[list[str]], body: list[list[str]]) -> None:
    texts = ["，".join("".join(clause) for clause in clauses) for clauses in (title, body)]
    assert -1 < polarity_reader("zh").polarity(*texts) < 1


SURE = [t for g in load_polarity()["zh"].groups if g.code in {"law", "holders-sell", "results-bad"} for t in g.terms]


@given(st.sampled_from(SURE))
def test_a_negator_turns_an_event_round(term: str) -> None:
    plain, denied = (polarity_reader("zh").polarity(f"公司{word}{term}") for word in ("", "不存在"))
    assert plain < 0 <= denied


@pytest.mark.heavy
@given(CLAUSES, CLAUSES)
@settings(max_examples=100)
def test_a_company_is_not_judged_by_clauses_about_another(own: list[list[str]], others: list[list[str]]) -> None:
    about, aside = ("，".join("".join(clause) for clause in clauses) for clauses in (own, others))
    alone = PolarityQuestion(f"甲股份{about}", "", "甲股份", ("乙股份",), "zh")
    beside = PolarityQuestion(f"甲股份{about}，乙股份{aside}", "", "甲股份", ("乙股份",), "zh")
    assert WORDS_ONLY.polarities([beside]) == pytest.approx(WORDS_ONLY.polarities([alone]))
    assert shipped_judge().polarities([beside]) == pytest.approx(shipped_judge().polarities([alone]), abs=0.1)


def test_many_texts_give_what_each_gives_alone() -> None:
    questions = [_question(case) for case in CASES]
    judge = shipped_judge()
    together = judge.polarities(questions)
    assert together == pytest.approx([judge.polarities([question])[0] for question in questions])


def test_a_text_without_a_word_says_nothing() -> None:
    assert WORDS_ONLY.polarities([PolarityQuestion("", "", "甲"), PolarityQuestion("1234", "", "A", (), "en")]) == [
        0,
        0,
    ]


def test_the_name_itself_says_nothing() -> None:
    # a name that holds a word of the lexicon
    assert WORDS_ONLY.polarities([PolarityQuestion("利好科技：今日召开会议", "", "利好科技")]) == [0]


def test_what_a_reader_of_news_asks() -> None:
    text = "甲股份遭立案调查\n甲股份公告，公司收到调查通知书。"
    bad, none = shipped_judge().polarity([Question(text, "甲股份", (), "zh"), Question("株価", "甲", (), "ja")])
    assert bad is not None
    assert bad < -0.5
    assert none is None


def test_a_body_speaks_where_the_headline_names_nobody() -> None:
    body = "Markets were calm. Bexcom slumped 12% after a profit warning. Dunmore Steel surged."
    asked = PolarityQuestion("Evening round-up", body, "Bexcom", ("Dunmore Steel",), "en")
    assert shipped_judge().polarities([asked])[0] < -0.2


@pytest.mark.parametrize(("total", "wanted"), [(0, 0), (0.05, 9), (-0.2, -1), (0.6, 2), (-10, -4)])
def test_steps(total: float, wanted: int) -> None:
    assert step(total) == wanted


def test_a_short_english_name_is_no_part_of_other_words() -> None:
    # "Re" begins "results"
    assert hidden("Results lift Re", "Re").split() == ["Results", "lift", JUDGED]
    assert hidden("Alibaba surges", "Alibab").split() == [JUDGED, "a", "surges"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_text_of_any_length_is_judged_in_bounded_time(language: str) -> None:
    title = "净利润下降增长亏损" * 100_000 if language == "zh" else "profit falls loss rises " * 50_000
    started = time.process_time()
    value = shipped_judge().polarities([PolarityQuestion(title, title, "甲", ("乙",), language)])[0]
    assert -1 <= value <= 1
    assert time.process_time() - started < 1
