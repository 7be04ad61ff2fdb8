"""Contents and indexes of a report: their numbers are pages."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from cnesg.framework.regexes import regex
from cnesg.text import Line, Page, fold
from cnesg.text.sentences import LEADING_ELLIPSES

_TITLE = regex(
    r"(?i)^\W*(?:目\s*录|contents|table of contents|目\s*录\s*contents|contents\s*目\s*录)\W*(?:\t.{0,60})?$"
)
_LONGEST = 60  # characters of a line of contents
_FEWEST = 3  # pages that make a table of contents
_FEWEST_BELOW, _FEWEST_DISTINCT = 8, 4  # pages below one another that make one without a title, and how many differ
_SAME_EDGE = 2.0  # points
_FIGURE = regex(r"\d[,.]\s?\d|\d{4,}(?!年|\s?年)|\d\s?(?:%|万|亿|元|吨|人|次|名|项|家|户|小时|千瓦)")
_MOST_DIGITS = 3  # of a page's number
_PAGE = regex(r"(?<![\d.])\d{1,3}(?![\d.])")
_FEWEST_LED, _FEWEST_IN_LINE = 3, 4  # entries with leaders, and in one line, that make one without a title
_ENTRY = regex(r"(\d{1,3})(?![年月日号度家人名次项个件位场元万亿岁])[\u4e00-\u9fff、“”]{2,24}")  # 32保障员工权益
# Codes of indexes of indicators (GRI, HKEX, CASS); scans break them (S2. 3), Chinese follows without a blank (LA9与)
_CODE = regex(
    r"(?:^|\s)(?:G[34][-\s]?[A-Z]{0,3}\d|G4-[A-Z]{2,3}\b|GRI\s?\d|[A-BGMSPE]\d{1,2}\s?\.\s?\d"
    r"|(?:EC|EN|LA|HR|PR|FP|DMA)\d{1,2}(?!\d)|S[O0](?:1[01]|[13-9])(?!\d))"
    r"|^(?:关键绩效指标\s?[A-B]|层面\s?[A-B]\d|一般披露)|[。;；]$"
    r"|最高治理(?:机构|单位)|(?:流程|过程|角色|方针|政策|机制|架构|的条件|如适用)$"  # as GRI words them
)

_REPORT = regex(  # 2019年社会责任报告 | 31, 2019 CORPORATE SOCIAL RESPONSIBILITY REPORT | 31
    r"^(?:20\d\d\s?年?度?)?[A-Z &,]{8,60}REPORT$|^(?:20\d\d\s?年?度?)(?=.{0,24}报告$)(?!.*(?:发布|披露|公告|编制)).+$"
)
_LEADERS_INSIDE = regex(r"…|\.{4}")
_LEADERS = regex(r"…{2}|\.{4}|…\s?[_.-]?$")
_LEADER_SIGNS = ("....", "……", "····", "____", ". . ")  # what any leader has
_LED_TO_PAGE = regex(
    rf"{LEADING_ELLIPSES}"
    r"|(?:\.{5,}|·{5,}|_{6,}|(?:\. ){5,})[\s.·…_(\[-]*(?:P\.?)?\d{1,3}(?![\d年月日.,%万亿元人])"
)
_NUMBER = regex(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?%?")
_ONE_PAGE = regex(r"^[Pp.\s]*\d{1,3}(?:[-–~、,，/\s]+[Pp.]*(?!\d{3}\b)\d{1,3})*$|^[〇零○◎]$")


def leads_to_page(text: str) -> bool:
    """Whether a passage holds an entry of a table of contents, with leaders and page; 安全......获奖 is none.

    Args:
        text: the folded text of a passage.
    """
    return any(signs in text for signs in _LEADER_SIGNS) and _LED_TO_PAGE.search(text) is not None


def is_page(text: str) -> bool:
    """Whether a cell may hold page numbers, or the mark of an item that is not reported."""
    return _ONE_PAGE.match(text) is not None


def is_index_entry(label: str) -> bool:
    """Whether a row's label is an entry of an index of indicators, whose small numbers are pages.

    Args:
        label: folded text of the cells before the first number.
    """
    return _CODE.search(label) is not None


def contents_of_page(page: Page) -> set[int]:
    """Numbers of the lines of a printed table of contents: labels with last words that rise, one below the other.

    Figures of a table don't rise from row to row eight times without a fall. The page needs no title; with one
    (目录, "Contents") fewer entries make it.

    Args:
        page: a page with boxes around its words.
    """
    columns: dict[int, list[Line]] = defaultdict(list)
    for line in page.lines:
        last = line.words[-1] if len(line.words) > 1 else None
        if last is not None and last.bbox is not None and len(last.text) <= _MOST_DIGITS and last.text.isdecimal():
            columns[round(last.bbox[2] / _SAME_EDGE)].append(line)
    found: set[int] = set()
    if max(map(len, columns.values()), default=0) < min(_FEWEST, _FEWEST_BELOW):
        return found
    titled = any(len(line.text) <= _LONGEST and _TITLE.match(fold(line.text).strip()) for line in page.lines)
    fewest, distinct = (_FEWEST, _FEWEST) if titled else (_FEWEST_BELOW, _FEWEST_DISTINCT)
    for lines in columns.values():
        if len(lines) >= fewest:
            for run in _rising(sorted(lines, key=lambda one: one.bbox[1] if one.bbox else 0.0)):
                several = len({one.words[-1].text for one in run}) >= distinct
                if len(run) >= fewest and several and not _is_of_figures(run):
                    found |= {one.number for one in run}
    return found


def _rising(lines: Sequence[Line]) -> list[list[Line]]:
    """The runs of lines whose last numbers never fall."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and int(line.words[-1].text) >= int(runs[-1][-1].words[-1].text):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _is_of_figures(run: Sequence[Line]) -> bool:
    """Whether most lines hold figures besides, so that the numbers are a table's column: NOx | kg | 83.4 | 91 | 48."""
    rows = [[word.text for word in line.words[1:-1] if _NUMBER.fullmatch(word.text)] for line in run]
    of_several = sum(len(row) > 1 for row in rows)
    measured = sum(any("." in text or "," in text for text in row) for row in rows if len(row) > 1)
    return 2 * of_several > len(run) and 4 * measured >= len(run)


def is_footer(label: str) -> bool:
    """Whether a row's label is the report's title, or an entry of contents with its leaders: a number beside is a page.

    Args:
        label: folded text of the cells before the first number.
    """
    return _REPORT.match(label) is not None or _LEADERS.search(label) is not None


def contents_lines(lines: Iterable[Line]) -> set[int]:
    """Numbers of the lines that belong to a table of contents.

    It begins with a line that says so (目录, "Contents") and goes on while lines are short, end no sentence and hold no
    figure; with fewer than three pages among them it is none.

    Args:
        lines: lines of a text or a page, in order.
    """
    found: set[int] = set()
    inside: set[int] | None = None
    above: list[tuple[int, int, bool]] = []  # short lines before this one, how many pages each holds, with leaders?
    pages = 0
    for line in lines:
        text = fold(line.text).strip()
        if _TITLE.match(text):
            found |= _above_its_title(above)
            inside, pages = {line.number}, 0
        elif inside is not None and text:
            if len(text) > _LONGEST or "。" in text or _FIGURE.search(text):
                found |= inside if pages >= _FEWEST else set()
                inside = None
            else:
                inside.add(line.number)
                pages += len(_PAGE.findall(text))
        if text:
            short = len(text) <= _LONGEST and "。" not in text and not _FIGURE.search(text)
            found |= set() if short else _with_leaders(above)
            found |= {line.number} if _lists_entries(text) else set()
            above = [*above, (line.number, len(_PAGE.findall(text)), _LEADERS_INSIDE.search(text) is not None)]
            above = above if short else []
    found |= _with_leaders(above)
    if inside is not None and pages >= _FEWEST:
        found |= inside
    return found


def _with_leaders(lines: Sequence[tuple[int, int, bool]]) -> set[int]:
    """Short lines below one another that are contents without a title: many with a page, some with leaders before it.

    Args:
        lines: the number of each, how many pages it holds, and whether it holds leaders.
    """
    entries = [at for at, (_, pages, _) in enumerate(lines) if pages]
    if len(entries) < _FEWEST_BELOW or sum(led for *_, led in lines) < _FEWEST_LED:
        return set()
    inside = lines[entries[0] : entries[-1] + 1]
    return {number for number, *_ in inside} if 2 * len(entries) >= len(inside) else set()


def _lists_entries(text: str) -> bool:
    """Whether a line is nothing but entries of contents, each behind its page: 32保障员工权益 33职业健康安全 34培训."""
    first, _, rest = text.partition(" ")
    if not rest[:1].isdigit():
        return False
    entries = [_ENTRY.fullmatch(one) for one in ((first, *rest.split()) if first[:1].isdigit() else rest.split())]
    pages = [int(one[1]) for one in entries if one is not None]
    return len(pages) == len(entries) >= _FEWEST_IN_LINE and pages == sorted(pages)


def _above_its_title(above: Sequence[tuple[int, int, bool]]) -> set[int]:
    """Lines of contents whose title was set below them: from the first with a page on, most of them with one."""
    first = next((at for at, (_, pages, _) in enumerate(above) if pages), len(above))
    entries = above[first:]
    with_page = sum(pages > 0 for _, pages, _ in entries)
    enough = with_page >= _FEWEST_BELOW and 2 * with_page >= len(entries)
    return {number for number, *_ in entries} if enough else set()
