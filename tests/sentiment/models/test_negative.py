"""Bad news and its subjects: what models see of a text and its names, and how verdicts come of scores."""

import numpy as np
import pytest

from cnesg.sentiment.models.negative import (
    DOCUMENT_VIEWS,
    ENTITY_VIEWS,
    NamedText,
    Verdict,
    document_rows,
    entity_rows,
    joined,
    pack_negative,
    shipped_negative,
    unpack_negative,
)
from cnesg.sentiment.training.negative import JudgedText, negative_figures, train_negative

BAD, GOOD = ("跑路，投资者报警", "涉嫌诈骗被立案"), ("获奖，业绩增长", "发布新品受欢迎")
NAMES = ("甲乙宝", "丙丁贷", "戊己金服", "庚辛财富")


def rows() -> list[JudgedText]:
    made = []
    for name, other in zip(NAMES, NAMES[1:] + NAMES[:1], strict=True):
        for deed in BAD:
            shown = NamedText("", f"{name}{deed}，{other}照常营业。", (name, other))
            made.append(JudgedText(shown, Verdict(True, frozenset({name}))))
        made += [JudgedText(NamedText("", f"{name}{deed}。", (name,)), Verdict(False, frozenset())) for deed in GOOD]
    return made


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        (
            "甲公司亏损",
            "甲公司亏损，股价大跌",
            "甲公司亏损，股价大跌".replace("，", ","),
        ),  # the body repeats the headline
        ("甲公司亏损", "股价大跌", "甲公司亏损。股价大跌"),
        ("甲公司亏损", "", "甲公司亏损"),
        ("", "股价", "股价"),
    ],
)
def test_headline_and_body_are_joined_once(title: str, text: str, wanted: str) -> None:
    assert joined(title, text) == wanted


def test_rows_have_a_string_for_each_view() -> None:
    texts = [row.shown for row in rows()]

    assert {len(row) for row in document_rows(texts)} == {len(DOCUMENT_VIEWS)}
    assert {len(row) for row in entity_rows(texts)} == {len(ENTITY_VIEWS)}
    assert len(entity_rows(texts)) == sum(len(text.names) for text in texts)


def test_a_name_within_another_is_told_apart() -> None:
    text = NamedText("", "华融信托贷款逾期", ("华融信", "华融信托"))

    inner, outer = entity_rows([text])

    assert "nested=110" in inner[3].split()  # part of another, which stands there, and never alone
    assert "nested=001" in outer[3].split()


def test_bad_news_is_told_and_of_whom() -> None:
    model = train_negative(rows())
    texts = [
        NamedText("", "壬癸网跑路，投资者报警，子丑行照常营业。", ("壬癸网", "子丑行")),
        NamedText("", "壬癸网获奖，业绩增长。", ("壬癸网",)),
    ]

    verdicts = model.judge(texts)

    assert verdicts == [Verdict(True, frozenset({"壬癸网"})), Verdict(False, frozenset())]
    assert unpack_negative(pack_negative(model)).judge(texts) == verdicts


def test_texts_are_judged_alike_alone_and_together() -> None:
    model, texts = train_negative(rows()), [row.shown for row in rows()]

    assert model.judge(texts) == [model.judge([text])[0] for text in texts]


def test_a_text_without_names_may_be_bad_news_of_nobody() -> None:
    verdict = train_negative(rows()).judge([NamedText("", "跑路，投资者报警，涉嫌诈骗被立案", ())])[0]

    assert verdict == Verdict(True, frozenset())


def test_figures_weigh_names_more_than_texts() -> None:
    shown = NamedText("", "甲", ("甲", "乙"))
    wanted = [JudgedText(shown, Verdict(True, frozenset({"甲"}))), JudgedText(shown, Verdict(False, frozenset()))]
    given = [Verdict(True, frozenset({"甲", "乙"})), Verdict(False, frozenset())]

    # texts: F1 1; names: 1 right of 2 given and 1 wanted: 2 x 1 / 3
    assert negative_figures(wanted, given)["combined"] == pytest.approx(0.4 + 0.6 * 2 / 3, abs=1e-4)
    assert np.isclose(negative_figures(wanted, [Verdict(False, frozenset())] * 2)["combined"], 0)


def test_bad_news_is_told_by_the_model_that_ships() -> None:
    verdict = shipped_negative().judge([NamedText("", "鹭山化工违法排污，被生态环境局罚款三百万元", ("鹭山化工",))])[0]

    assert verdict == Verdict(True, frozenset({"鹭山化工"}))
