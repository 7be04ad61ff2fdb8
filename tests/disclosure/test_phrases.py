import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnesg.disclosure.phrases import PhraseIndex
from cnesg.disclosure.wording import comparable
from cnesg.framework.statements import load_statement_phrases


def found(phrases: list[str], text: str, language: str = "en", gap: int = 40) -> set[str]:
    return set(PhraseIndex(phrases, language, gap).find(comparable(text, language)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("waste", "Waste was sorted."),
        ("boiler", "Two boilers were replaced."),
        ("policy", "Our policies are reviewed."),
        ("labor law", "We follow the labour law."),
        ("organization", "The organisation was thanked."),
        ("whistle blowing", "A whistle-blowing line is open."),
        ("health and safety", "Health & safety come first."),
        ("employees", "The employees’ wishes were heard."),
        ("recycl*", "Paper is recycled."),
        ("reduc*.. water", "We reduced the use of water."),
    ],
)
def test_english_phrases_match_spellings_plurals_endings_and_gaps(phrase: str, text: str) -> None:
    assert found([phrase], text) == {phrase}


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("ash", "Cash is king."),
        ("art", "The article starts here."),
        ("reduc*.. water", "Water use was reduced."),
        ("reduc*.. water", "We reduced waste; water was plentiful."),
        (
            "donat*.. school",
            "We donated clothes, shoes, books, tables, chairs and lamps to people in a far-away school.",
        ),
    ],
)
def test_english_phrases_keep_to_words_order_clauses_and_distance(phrase: str, text: str) -> None:
    assert found([phrase], text) == set()


def test_chinese_phrases_ignore_blanks_script_and_width_but_not_clauses() -> None:
    assert found(["环境管理体系"], "環境管理 體系", "zh") == {"环境管理体系"}
    assert found(["iso 14001"], "通过ＩＳＯ 14001认证", "zh") == {"iso 14001"}
    assert found(["减少..排放"], "减少二氧化碳排放", "zh", gap=6) == {"减少..排放"}
    assert found(["减少..排放"], "人员减少，排放达标", "zh", gap=6) == set()


def test_no_phrases_find_nothing() -> None:
    assert found([], "anything") == set()


WORDS = st.sampled_from(["water", "saving", "energy", "plan", "policy", "use", "of", "reduc*", "target"])
PHRASES = st.lists(
    st.one_of(WORDS, st.tuples(WORDS, WORDS).map(lambda pair: f"{pair[0]}.. {pair[1]}")), max_size=12, unique=True
)
TEXTS = st.lists(
    st.sampled_from(["water", "saving", "energy", "plans", "policies", "use", "of", "reduced", "targets", ";"]),
    max_size=14,
).map(" ".join)


@settings(derandomize=True, max_examples=200)
@given(PHRASES, TEXTS)
def test_each_phrase_is_found_on_its_own_and_in_any_company(phrases: list[str], text: str) -> None:
    alone = {phrase for phrase in phrases if found([phrase], text)}
    shuffled = random.Random(7).sample(phrases, len(phrases))

    assert found(phrases, text) == alone
    assert found(shuffled, text) == alone


def test_no_shipped_phrase_loses_characters_when_it_is_made_comparable() -> None:
    shipped = load_statement_phrases()
    phrases = [p for topic in shipped.topics.values() for p in topic.zh]
    phrases += [p for cue in shipped.levels.cues for p in cue.zh]

    assert [p for p in phrases if len(comparable(p, "zh")) != len(p)] == []
