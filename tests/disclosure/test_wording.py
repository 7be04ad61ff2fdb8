from hypothesis import given, settings
from hypothesis import strategies as st

from cnesg.disclosure.wording import comparable


def test_english_spelling_is_american_and_plain() -> None:
    assert comparable("The Organisation’s programme — labour & behaviour", "en") == (
        "the organizations program labor and behavior"
    )


def test_chinese_is_simplified_half_width_and_without_blanks() -> None:
    assert comparable("環境、社會 及管治（ＥＳＧ）", "zh") == "环境,社会及管治(esg)"


def test_web_addresses_say_nothing() -> None:
    assert comparable("See www.example.com/esg-and-responsible-business/ now", "en") == "see now"


def test_an_address_ends_where_chinese_goes_on() -> None:
    assert comparable("公告登于www.example.com和报纸，共12份", "zh") == "公告登于和报纸,共12份"


def test_running_titles_name_no_topic() -> None:
    assert comparable("公司2016年度社会责任报告设有委员会", "zh") == "公司报告设有委员会"


@settings(derandomize=True)
@given(st.text(max_size=60))
def test_comparing_twice_changes_nothing_in_chinese(text: str) -> None:
    once = comparable(text, "zh")

    assert comparable(once, "zh") == once
