"""Page numbers and running titles of a text file."""

from cnesg.text import Line
from cnesg.text.furniture import page_furniture


def lines(*texts: str) -> list[Line]:
    return [Line(text, number, None) for number, text in enumerate(texts, start=1)]


def found(*texts: str) -> list[str]:
    furniture = page_furniture(lines(*texts))
    return [text for number, text in enumerate(texts, start=1) if number in furniture]


def test_numbers_that_rise_through_the_file_are_page_numbers() -> None:
    pages = [text for page in range(1, 7) for text in (f"第{page}段正文，员工{page * 10}人。", f"-{page}-")]
    assert found(*pages) == [f"-{page}-" for page in range(1, 7)]


def test_a_missing_page_number_does_not_end_the_run() -> None:
    assert found("正文", "3", "正文", "4", "正文", "6", "正文", "7", "正文", "8") == ["3", "4", "6", "7", "8"]


def test_a_short_run_or_figures_that_do_not_rise_are_no_page_numbers() -> None:
    assert found("1", "2", "3", "员工") == []
    assert found("156", "46", "125", "43", "23", "40", "12") == []


def test_figures_of_a_column_are_no_page_numbers() -> None:
    cells = [text for row in ("1 3 5", "2 4 6", "3 5 8") for text in ("独立董事", "人", *row.split())]
    assert found(*cells) == []
    pages = [
        t for page, name in enumerate("甲乙丙丁戊己", 31) for t in (f"{name}项", "4", "6", f"正文{name}。", str(page))
    ]
    assert found(*pages) == [str(page) for page in range(31, 37)]


def test_shares_and_decimals_are_no_page_numbers() -> None:
    assert found("1%", "2%", "3%", "4%", "5%", "6%") == []


def test_a_running_title_comes_back_with_changing_page_numbers() -> None:
    pages = [text for page in range(1, 6) for text in (f"某公司2021年社会责任报告 {page}", f"第{page}段正文。")]
    assert found(*pages) == [f"某公司2021年社会责任报告 {page}" for page in range(1, 6)]


def test_a_line_that_comes_back_without_naming_the_report_stays() -> None:
    assert found(*["单位：万元"] * 6) == []


def test_a_company_s_name_in_latin_letters_is_a_running_title() -> None:
    assert found(
        "甲", "Example Power Co. , Ltd.", "乙", "Example Power Co. , Ltd.", "丙", *["Example Power Co. , Ltd."] * 2
    )


def test_a_slogan_beside_page_numbers_goes_but_not_where_it_stands_alone() -> None:
    pages = [text for page in range(1, 7) for text in (f"第{page}段正文，员工{page * 10}人。", "关爱生命", f"-{page}-")]
    assert "关爱生命" in found(*pages)
    assert "关爱生命" not in found(*[text for text in pages if not text.startswith("-")])


def test_words_with_a_number_that_rises_each_time_are_a_running_title() -> None:
    pages = [text for page in range(3, 15, 2) for text in (f"废水{page}吨。", f"For a good life /\t{page}")]
    assert found(*pages) == [f"For a good life /\t{page}" for page in range(3, 15, 2)]


def test_rows_of_the_same_label_whose_figures_fall_once_stay() -> None:
    rows = [f"职业健康检查人数\t{figure}" for figure in (12, 31, 27, 44, 58, 60)]
    assert found(*rows) == []


def test_a_running_title_on_a_line_of_changing_length_is_one() -> None:
    title = ["华纺集团股份有限公司" + "_" * (14 + page) + "2016年度报告" for page in range(5)]
    pages = [text for page, words in enumerate("甲乙丙丁戊") for text in (f"{words}厂全年生产", title[page])]
    assert found(*pages) == title


def test_a_title_on_a_line_across_the_page_needs_no_second_one() -> None:
    title = "华纺集团股份有限公司________________2016年度社会责任报告"
    assert found("第一段正文", title, "第二段正文") == [title]
    assert found("第一段正文", "姓名________________电话", "公司____2016年报告") == []
    assert found("公司在2016年________________投入35万元，植树200棵。报告期内没有事故。") == []


def test_pages_of_so_many_are_page_numbers_of_any_form() -> None:
    for form in ("{}/9", "第{}页共9页", "第 {} 页，共 9 页", "Page {} of 9", "{} / 9"):
        numbers = [form.format(page) for page in (2, 3, 5, 6, 9)]
        pages = [text for number in numbers for text in (f"正文{number}，员工若干。", number)]
        assert found(*pages) == numbers


def test_parts_that_do_not_rise_or_are_few_are_no_pages_of_so_many() -> None:
    assert found("3/9", "正文", "2/9", "正文", "5/9", "正文", "6/9", "正文", "7/9") == []
    assert found("3/9", "正文", "4/9", "正文", "5/9") == []
    assert found("3/9", "正文", "4/8", "正文", "5/7", "正文", "6/9", "正文", "8/8") == []


def test_a_chapter_s_title_runs_on_below_page_numbers_from_its_second_page() -> None:
    text = ["绿色运营", "目录终。", "-8-", "绿色运营", "一、节能", "正文一。", "-9-", "绿色运营", "正文二。", "-10-"]
    assert page_furniture(lines(*text)) == frozenset({3, 4, 7, 8, 10})  # the first announces it
    text = ["正文。", "-8-", "绿色运营", "一、节能", "正文一。", "-9-", "绿色运营", "正文二。", "-10-"]
    assert page_furniture(lines(*text)) == frozenset({2, 6, 7, 9})  # the first begins it


def test_what_comes_back_away_from_page_numbers_or_stands_over_tables_is_no_chapter() -> None:
    for title in ("案例分享", "单位：万元", "排污情况", "第3季度"):
        kept = ["-8-", title, "正文一。", "-9-", title, "正文二。"]
        kept += [title, "正文三。"] if title == "案例分享" else []
        assert found(*kept) == ["-8-", "-9-"], title


def test_a_site_s_address_on_a_line_of_its_own_is_no_text() -> None:
    addresses = [
        "www.example.com",
        "www,example,org cn",
        "WWW. example",
        "http://www.example.com/esg",
        "_ww.example.cn",
    ]
    assert found("正文一。", *addresses, "正文二。") == addresses
    kept = ["详见www.example.com。", "We planted 300 trees.", "www.example.com 员工 300人", "Women 300"]
    assert found(*kept) == []
