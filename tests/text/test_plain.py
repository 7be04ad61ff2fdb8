from hypothesis import given
from hypothesis import strategies as st

from cnesg.text.plain import decode_text, text_lines

COMMON_CHINESE = st.text(
    st.sampled_from("公司年度报告员工总数用水量排放安全生产培训人次元吨，。；0123456789"), min_size=6
)


@given(COMMON_CHINESE)
def test_chinese_survives_each_encoding(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        assert decode_text(text.encode(encoding)) == text


@given(COMMON_CHINESE.filter(lambda t: any("\u4e00" <= c <= "\u9fff" for c in t)))
def test_chinese_survives_gb18030_unless_it_is_valid_utf8(text: str) -> None:
    content = text.encode("gb18030")
    try:
        expected = content.decode("utf-8")
    except UnicodeError:
        expected = text
    assert decode_text(content) == expected


def test_binary_content_is_no_text() -> None:
    assert decode_text(bytes(range(256)) * 4) is None
    assert decode_text(b"\x7fELF\x02\x01\x01" + b"\x00" * 64 + b"\x01\x02\x03" * 20) is None


def test_wrong_bytes_after_a_mark_are_refused() -> None:
    assert decode_text(b"\xef\xbb\xbf\xff\xff") is None


def test_lines_are_numbered_as_an_editor_does() -> None:
    lines = text_lines("one\r\n\r\ntwo\rthree\x0bstill three\n")
    assert [(line.number, line.text) for line in lines] == [
        (1, "one"),
        (2, ""),
        (3, "two"),
        (4, "three\x0bstill three"),
    ]
