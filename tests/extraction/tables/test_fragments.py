import pytest

from cnesg.extraction.tables.fragments import is_justified, is_unit, kind_of, line_fragments, unbroken
from cnesg.extraction.tables.model import Fragment
from cnesg.text import Line, Word


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1,234", "number"),
        ("-12.5", "number"),
        ("(1,234.5)", "number"),
        ("(25)%", "number"),
        ("69.7 %", "number"),
        ("$1,200", "number"),
        ("HK$ 3.5", "number"),
        ("1,234 tonnes", "number"),
        ("5.2万吨", "number"),
        ("~12", "number"),
        ("63.0*", "number"),
        ("2023", "year"),
        ("FY2023", "year"),
        ("FY23", "year"),
        ("2022年度", "year"),
        ("2022/23", "year"),
        ("–", "blank"),
        ("n/a", "blank"),
        ("Zero", "blank"),
        ("N/r", "blank"),
        ("不适用", "blank"),
        ("1.3 Water", "text"),
        ("2.1 职业技能培训投入金额", "text"),
        ("Scope 1", "text"),
        ("42.6 in 2019", "number"),
        ("Ranked 3rd in 2019", "text"),
        ("2,000 to 3,000", "text"),
        ("(2017)", "year"),
        ("(2,017)", "number"),
        ("$46B", "number"),
        ("5.30M", "number"),
        ("1,204.5 K", "number"),
        ("<0.8B", "number"),
        ("5.30M*", "number"),
        ("3M", "text"),
        ("5.30X", "text"),
        ("6,033 ✓", "number"),
        ("1,204(A)", "number"),
        ("1.345 (註4)", "number"),
        ("1.345 (备注4)", "number"),
        ("1.345 (第4)", "text"),
        ("44.2吨二氧化碳当量/雇员", "number"),
        ("2.4每百万工时", "number"),
        ("0.31 per 200,000 hours worked", "number"),
        ("12.5 mg/m3", "text"),
        ("30岁以下员工", "text"),
        ("24 hours a day", "text"),
        ("345(吨)", "number"),
        ("6,002,892 (RMB'000)", "number"),
        ("12.5 (%)", "number"),
        ("34 (persons)", "number"),
        ("34 (men and women)", "text"),
        ("1,825 Hours", "number"),
        ("12 Oaks", "text"),
        ("RMB16,250 ten thousand", "number"),
        ("SO2", "text"),
        ("17)", "text"),
        ("(17)", "number"),
        ("PM10", "text"),
    ],
)
def test_what_a_fragment_is(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize("text", ["tCO2e", "MWh", "万元", "%", "kWh/employee", "tonnes", "$ million", "人次", "(t)"])
def test_units_are_told_by_their_characters(text: str) -> None:
    assert is_unit(text)


@pytest.mark.parametrize("text", ["Water", "Metric", "员工", "Scope 1", "Europe"])
def test_words_are_no_units(text: str) -> None:
    assert not is_unit(text)


def lines_of(*texts: str) -> list[Fragment]:
    return [
        Fragment(text, text, (50, 100 + 12 * n, 90, 109 + 12 * n), 9, n, 0, kind_of(text))
        for n, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("31.25", "吨/年"), "31.25吨/年"),
        (("185.6", "吨/", "年"), "185.6吨/年"),
        (("1,582,144,", "512.36"), "1,582,144,512.36"),
        (("15", "16"), None),  # one below the other
        (("85.2", "无"), None),
        (("主要", "12"), None),
    ],
)
def test_a_number_broken_over_the_lines_of_its_cell(lines: tuple[str, ...], whole: str | None) -> None:
    found = unbroken(lines_of(*lines))
    assert (found.text if found else None) == whole
    assert found is None or found.bbox[3] > 120  # the box holds all of it


def test_a_year_with_the_unit_of_its_column_is_a_year() -> None:
    assert kind_of("2022年千港元") == "year"
    assert kind_of("2022年度 人民币百万元") == "year"
    assert kind_of("2022吨") == "number"


def test_a_line_set_to_both_edges_of_a_narrow_column_is_prose() -> None:
    def line(gap: float, *texts: str) -> Line:
        words, x, start = [], 50.0, 0
        for text in texts:
            words.append(Word(text, start, (x, 100, x + 4 * len(text), 108), 8))
            x, start = x + 4 * len(text) + gap, start + len(text) + 1
        return Line(" ".join(texts), 1, 1, tuple(words))

    prose = "We", "produced", "206,500", "tonnes", "of", "waste", "in"
    assert [f.text for f in line_fragments(line(7, *prose))] == [" ".join(prose)]
    assert len(line_fragments(line(7, "Women", "Men", "1,204", "1,310", "77", "2,514"))) == 6


def test_shares_of_small_slices_that_nearly_touch_are_two() -> None:
    words = (Word("7.1%", 0, (50.0, 100.0, 70.0, 108.0), 8.0), Word("2.3%", 5, (70.5, 100.0, 90.0, 108.0), 8.0))
    assert [f.text for f in line_fragments(Line("7.1% 2.3%", 1, 1, words))] == ["7.1%", "2.3%"]


def drawn_line(*words: tuple[str, float, float]) -> Line:
    """A line of words that each begin and end somewhere; those that touch are joined without a blank."""
    placed: list[Word] = []
    text, end = "", 0.0
    for word, x0, x1 in words:
        if text and x0 - end > 1:
            text += " "
        placed.append(Word(word, len(text), (x0, 100.0, x1, 110.0), 10.0))
        text, end = text + word, x1
    return Line(text, 1, 1, tuple(placed))


def test_values_that_fill_their_cells_with_one_unit_stand_apart() -> None:
    words = [("83,736", 100, 130), ("百万元", 130, 160), ("74,942", 160, 190), ("百万元", 190, 220)]
    assert [f.text for f in line_fragments(drawn_line(*words))] == ["83,736百万元", "74,942百万元"]
    words[3] = ("百万股", 190, 220)
    assert [f.text for f in line_fragments(drawn_line(*words))] == ["83,736百万元74,942百万股"]


def test_a_line_in_one_bracket_is_one_fragment() -> None:
    words = [("(2023:", 100, 130), ("54,489", 133, 160), ("10,000", 163, 190), ("yuan)", 193, 215)]
    assert [f.text for f in line_fragments(drawn_line(*words))] == ["(2023: 54,489 10,000 yuan)"]


@pytest.mark.parametrize("size", [7.4, 8.33])
def test_ten_with_a_small_exponent_is_a_unit_and_no_value(size: float) -> None:
    words = (
        Word("10", 0, (100.0, 100.0, 111.0, 110.0), 10.0),
        Word("6", 2, (111.0, 98.0, 115.0, 98.0 + size), size),
        Word("m3", 4, (118.0, 100.0, 128.0, 110.0), 10.0),
    )
    assert [(f.text, f.kind) for f in line_fragments(Line("106 m3", 1, 1, words))] == [("106 m3", "text")]


@pytest.mark.parametrize(
    ("text", "blanks", "justified"),
    [
        ("we shorten every supplier's way", [11, 11, 11, 11], True),
        ("we shorten every supplier's way", [11, 11, 18, 11], False),  # two columns
        ("we shorten every supplier's way", [16, 16, 16, 16], False),  # a line of heads
        ("Employees 412 398 371 365 350", [11, 11, 11, 11, 11], False),
        ("we shorten every way", [11, 11, 11], False),
    ],
)
def test_prose_set_to_both_edges_has_wide_blanks_of_one_width(text: str, blanks: list[int], justified: bool) -> None:
    words: list[Word] = []
    x, at = 40.0, 0
    for word, blank in zip(text.split(), [*blanks, 0], strict=True):
        words.append(Word(word, at, (x, 80.0, x + 5.0 * len(word), 89.0), 9.0))
        x, at = x + 5.0 * len(word) + blank, at + len(word) + 1
    assert is_justified(Line(text, 1, 1, tuple(words))) is justified
