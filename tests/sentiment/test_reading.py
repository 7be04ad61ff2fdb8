import time
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sentiment.news_market import item, reader, register

from cnesg.framework.incidents import load_incidents
from cnesg.framework.news_wording import load_news_wording
from cnesg.sentiment.questions import Question
from cnesg.sentiment.reading import NewsReader

LANXIU = {
    "company_id": "C1",
    "name_zh": "岚岫汽车股份有限公司",
    "short_name": "岚岫汽车",
    "code": "600991.SH",
    "name_en": "Lanxiu Motors Co., Ltd.",
}
TINGYU = {"company_id": "C2", "name_zh": "汀屿化工集团有限公司", "short_name": "汀屿化工"}
REGISTER = register([LANXIU, TINGYU])
READER = reader(REGISTER)


def test_each_company_of_a_list_headline_has_its_own_event() -> None:
    lanxiu, tingyu = READER.read(item("岚岫汽车被立案调查；汀屿化工职务侵占案开庭"))
    assert [(one.code, one.standing) for one in lanxiu.incidents] == [("G07-024", "happened")]
    assert [(one.code, one.standing) for one in tingyu.incidents] == [("G02-002", "happened")]
    assert lanxiu.polarity == -1
    assert lanxiu.negative


def test_what_is_denied_does_not_make_a_text_bad() -> None:
    (mention,) = READER.read(item("Lanxiu Motors denies bribery case"))
    assert [(one.code, one.standing) for one in mention.incidents] == [("G02-001", "denied")]
    assert mention.polarity == 0
    assert not mention.negative


def test_entities_that_are_given_are_judged_and_nobody_else() -> None:
    found = READER.read(item("岚岫汽车行贿，汀屿化工不知情", entities=["汀屿化工", "无名氏公司", "岚岫汽车"]))
    assert [(one.name, one.company_id, one.role) for one in found] == [
        ("汀屿化工", "C2", "mentioned"),
        ("无名氏公司", None, "mentioned"),
        ("岚岫汽车", "C1", "subject"),
    ]


def test_a_denial_in_the_next_sentence_counts_for_a_rumour_only() -> None:
    (rumour,) = READER.read(item("网传岚岫汽车裁员", "对此公司回应称消息不实。"))
    assert rumour.incidents[0].standing == "denied"
    (fine,) = READER.read(item("岚岫汽车被立案调查", "对此公司回应称消息不实。"))
    assert fine.incidents[0].standing == "happened"


def test_the_quote_is_the_sentence_of_the_event_at_most_300_characters() -> None:
    text = f"{'前' * 400}岚岫汽车职务侵占案开庭{'后' * 400}。"
    (mention,) = READER.read(item("岚岫汽车公告", text))
    quote = mention.incidents[0].quote
    assert quote in text
    assert "职务侵占" in quote
    assert len(quote) <= 300
    assert mention.quote == "岚岫汽车公告"


@pytest.mark.parametrize(
    "text",
    [
        "<div><p>岚岫<b>汽车</b>被立案调查&nbsp;</p><script>var a='汀屿化工';</script></div>",
        "岚岫\u200b汽车被立案调查",
        "岚岫汽车被立案调查".encode().decode("latin-1"),
        "岚岫汽车被立案调查，详见公告".encode("gb18030").decode("latin-1"),
    ],
)
def test_markup_and_wrong_encodings_are_read_through(text: str) -> None:
    (mention,) = READER.read(item("", text))
    assert mention.company_id == "C1"
    assert [one.code for one in mention.incidents] == ["G07-024"]


def test_nobody_named_gives_nothing() -> None:
    for text in ("", "某部门立案调查", "<p></p>", "\ufffd\ufffd", " \n "):
        assert READER.read(item(text, text)) == ()


def test_an_article_of_five_megabytes_and_a_thousand_names_end_soon() -> None:
    started = time.process_time()
    long = READER.read(item("岚岫汽车", "岚岫汽车被立案调查，汀屿化工否认职务侵占。" * 250_000))
    assert {one.company_id for one in long} == {"C1", "C2"}
    many = register([{"company_id": f"M{n}", "name_zh": f"岚岫{n}号化工有限公司"} for n in range(1000)])
    text = "、".join(f"岚岫{n}号化工有限公司" for n in range(1000)) + "被立案调查"
    assert len(reader(many).read(item(text))) == 1000
    assert time.process_time() - started < 20  # some 4 seconds on an idle core


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["岚岫汽车", "汀屿化工", "行贿", "，", "。", "否认", "<p>", "被", "如果", "\n", "？", "Lanxiu Motors "]
        )
    )
)
def test_any_text_is_read_and_twice_alike(parts: list[str]) -> None:
    text = "".join(parts)
    first = READER.read(item(text))
    assert first == READER.read_all([item("别的新闻"), item(text)])[1]
    for mention in first:
        assert -1 <= mention.polarity <= 1
        assert mention.role == "subject" or not mention.incidents


class _Models:
    """Knows one type, finds it wherever a piece speaks of leaving, and leaves all else to the rules."""

    def __init__(self) -> None:
        self.asked: list[Question] = []

    def incidents(self, questions: Sequence[Question]) -> Sequence[Mapping[str, float] | None]:
        self.asked += questions
        return [{"S01-002": 0.7} if "走了" in one.text else None for one in questions]

    def polarity(self, questions: Sequence[Question]) -> Sequence[float | None]:
        return [-0.5 if one.name == "岚岫汽车" else None for one in questions]

    def negative(self, questions: Sequence[Question]) -> Sequence[bool | None]:
        return [None for _ in questions]


def test_models_are_asked_piece_by_piece_and_go_before_cues() -> None:
    models = _Models()
    smart = NewsReader(REGISTER, load_incidents(), load_news_wording(), models)
    lanxiu, tingyu = smart.read(item("网传岚岫汽车算法团队走了一半；汀屿化工行贿"))
    assert [one.text for one in models.asked] == ["网传岚岫汽车算法团队走了一半；", "汀屿化工行贿"]
    assert [(one.code, one.confidence, one.standing) for one in lanxiu.incidents] == [("S01-002", 0.7, "rumoured")]
    assert (lanxiu.polarity, lanxiu.negative) == (-0.5, True)
    assert [one.code for one in tingyu.incidents] == ["G02-001"]
