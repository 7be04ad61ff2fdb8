"""Names hidden from models, and text in one form."""

import pytest

from cnesg.sentiment.models.masks import JUDGED, OTHER, masked, plain


@pytest.mark.parametrize(
    ("text", "judged", "others", "wanted"),
    [
        ("甲公司起诉乙公司", "甲公司", ["乙公司"], f"{JUDGED}起诉{OTHER}"),
        ("甲公司告甲公司食品", "甲公司", ["甲公司食品"], f"{JUDGED}告{OTHER}"),  # the longer name is another company
        ("甲甲", "甲", [], JUDGED * 2),
        ("甲(乙)", "甲(乙)", ["乙"], JUDGED),
        ("无名", "", [], "无名"),
        ("无名", "", ["名", ""], f"无{OTHER}"),
    ],
)
def test_names_become_signs(text: str, judged: str, others: list[str], wanted: str) -> None:
    assert masked(text, judged, others) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2019年亏损1,234.5万元", "Y年亏损N万元"),
        ("ＡＢＣ公司　&nbsp;公告", "abc公司公告"),
        ("<p>违規</p>詳見 http://a.cn/b?c=1 全文", "违规详见全文"),
        ("????恒丰??涉嫌", "恒丰涉嫌"),
        ("profit  up", "profit up"),
        ("", ""),
    ],
)
def test_text_comes_to_one_form(text: str, wanted: str) -> None:
    assert plain(text) == wanted


def test_figures_may_be_kept() -> None:
    assert plain("2019年亏损5%", figures=True) == "2019年亏损5%"
