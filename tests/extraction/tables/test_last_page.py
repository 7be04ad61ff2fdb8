"""What is read of a page is kept until the next page comes."""

from concurrent.futures import ThreadPoolExecutor

from cnesg.extraction.tables.last_page import kept_for_last_page, kept_for_lines
from cnesg.text import Line, Page


def page(number: int) -> Page:
    return Page(number, 100.0, 100.0, (), ())


def test_a_page_is_read_once_until_the_next_one() -> None:
    read: list[int | None] = []

    @kept_for_last_page
    def number_of(page: Page) -> int | None:
        read.append(page.number)
        return page.number

    first, second = page(1), page(2)
    assert [number_of(one) for one in (first, first, second, second, first)] == [1, 1, 2, 2, 1]
    assert read == [1, 2, 1]


def test_an_equal_page_is_another_one() -> None:
    asked = kept_for_last_page(id)
    first, twin = page(1), page(1)
    assert (asked(first), asked(twin)) == (id(first), id(twin))


def test_each_thread_keeps_its_own() -> None:
    read: list[int | None] = []

    @kept_for_last_page
    def number_of(page: Page) -> int | None:
        read.append(page.number)
        return page.number

    one = page(1)
    number_of(one)
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(number_of, one).result() == 1
    assert number_of(one) == 1
    assert read == [1, 1]


def test_a_line_is_read_once_of_whatever_part_of_its_page() -> None:
    read: list[str] = []

    @kept_for_lines
    def length(line: Line) -> int:
        read.append(line.text)
        return len(line.text)

    first, twin = Line("Water", 1, 1), Line("Water", 1, 1)
    assert [length(first), length(first), length(twin), length(first)] == [5, 5, 5, 5]
    assert read == ["Water", "Water"]  # alike is not the same


def test_lines_of_pages_long_gone_are_let_go() -> None:
    read: list[int] = []
    length = kept_for_lines(lambda line: read.append(line.number))
    lines = [Line("Water", number, 1) for number in range(2_049)]
    for line in (*lines, lines[0]):
        length(line)
    assert read == [*range(2_049), 0]
