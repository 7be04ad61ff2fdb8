"""Page numbers, running titles and drawn lines in a text file: what belongs to the printed page, not to the text."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

from cnesg.framework.regexes import regex
from cnesg.text.document import Line

_PAGE_NUMBER = regex(r"^[\W_]*(\d{1,3})[\W_]*$")
_PAGE_MARK = regex(r"['‘’\"“”`·.,\s]{0,3}[-–—－]\s?\d{1,3}\s?[-–—－]['‘’\"“”`·.,\s]{0,3}")  # -48-, whatever its run
_OF_PAGES = regex(  # 第5页共9页, 23/32, Page 5 of 9
    r"(?i)(?:第|page)?\s?(?P<page>\d{1,3})\s?(?:页|頁)?\s?[,，]?\s?(?:/|共|of)\s?(?P<pages>\d{1,3})\s?(?:页|頁)?"
)
_ADDRESS = regex(  # of a site, as recognition reads it: www,mqi.org cn, w ww.example.com/esg
    r"(?i)[\W_]{0,4}(?:https?[:/\s]+)?w\s?[wv]\s?[wv]?[\s.,*_-]{1,3}[a-z0-9〇\s.,*_/-]{1,36}[\W_]{0,4}"
)
_AROUND_TITLE = " _＿—–－-~■|"  # what is left of the line that a running title stands on
_RULED = regex(r"[_＿]{3,}")  # the line that a running title stands on, read between its two ends
_DRAWN = frozenset("_^~*■| \t")  # what a drawn line leaves; frames of cells have a - too: |----|
_DRAWN_ALONE = frozenset("^~*■")  # a single one of them is enough
_SIGNS = regex(r"[%％‰$¥€£]|\d[.,]\d")
_FIGURE = regex(r"\d[\d,.]*\s?%?|[-–—/]{1,2}")
_DIGITS = regex(r"\d+")
_TITLE = regex(r"报告|報告|有限公司|www\.|(?i:\breport\b|\b(?:co\.?\s?,?\s?ltd|corporation|inc|plc|holdings)\b)")
_NUMBERED = regex(r"(?P<words>[^\d。；，]{6,}?)[\s/|·•—–-]+(?P<page>\d{1,3})")
_SENTENCE = regex(r"[。；，]")
_FEWEST_PAGES = 5  # a shorter run of rising numbers may be a list or an axis
_MOST_SKIPPED = 3  # pages whose number is missing between two that have one
_FEWEST_TITLES = 4
_LONGEST_TITLE = 40
_LONGEST_NUMBERED = 80
_NEARLY_ALL = 0.75  # of the times that a line comes back
_SHORTEST_SLOGAN = 4
_DEPTH = 2  # lines between a page number and the text
_NO_CHAPTER = regex(r"#|单位|單位|币种|幣種|(?:情况|統計|统计|一览|表)$")  # figures; what stands over a table
_NO_SLOGAN = regex(r"[。；，\t]|^[\W\d_]*$")  # sentences, cells, numbers


def page_furniture(lines: Iterable[Line]) -> frozenset[int]:
    """Numbers of the lines that hold a page number, a running title, a site's address or what is left of a drawn line.

    A page number is a line of nothing but a whole number, in a run of such lines that rises by one (or little more)
    from page to page through the file. A running title names the report or the company and comes back in the same
    words, with or without a page number; other words that come back do where the number behind them rises each time.

    Args:
        lines: all lines of a text file.
    """
    lines = list(lines)
    numbered = [
        (line.number, int(found[1]))
        for line in lines
        if not _SIGNS.search(line.text) and (found := _PAGE_NUMBER.match(line.text.strip()))
    ]
    marked = frozenset(line.number for line in lines if _PAGE_MARK.fullmatch(line.text.strip())) | _of_pages(lines)
    marked |= {line.number for line in lines if _ADDRESS.fullmatch(line.text.strip())}
    known = frozenset(_page_numbers(lines, numbered)) | marked | _running_titles(lines) | _numbered_titles(lines)
    for _ in range(_DEPTH):
        known |= _beside(lines, known)
    return known | {line.number for line in lines if _is_drawn(text := line.text.strip()) or _is_ruled_title(text)}


def _is_ruled_title(text: str) -> bool:
    """Whether a line is a title of report or company on a line across the page: 华纺股份有限公司______2016年度报告."""
    ruled = "______" in text and len(text) <= _LONGEST_NUMBERED
    return ruled and _TITLE.search(text) is not None and not (_SENTENCE.search(text) or _SIGNS.search(text))


def _is_drawn(text: str) -> bool:
    """Whether a line holds nothing but what recognition made of a line across the page: ^______, ~~ ■."""
    signs = set(text)
    return bool(signs) and signs <= _DRAWN and ("___" in text or not signs.isdisjoint(_DRAWN_ALONE))


def _beside(lines: list[Line], known: frozenset[int]) -> frozenset[int]:
    """Lines next to a page number or running title that stand there nearly each time they come back: a slogan.

    A title that stands there each time after the first is that of a chapter, which the first begins or announces.
    """
    printed = [line for line in lines if line.text.strip()]
    keys: dict[int, str] = {}
    next_to: set[int] = set()
    for at, line in enumerate(printed):
        text = line.text.strip()
        if not _SHORTEST_SLOGAN <= len(text) <= _LONGEST_TITLE or _NO_SLOGAN.search(text):
            continue
        keys[line.number] = _DIGITS.sub("#", "".join(text.split()))
        if any(one.number in known for one in (*printed[max(0, at - 1) : at], *printed[at + 1 : at + 2])):
            next_to.add(line.number)
    often = Counter(keys.values())
    beside = Counter(keys[number] for number in next_to)
    slogans = {key for key, times in beside.items() if times >= max(_FEWEST_TITLES, _NEARLY_ALL * often[key])}
    first = {key: number for number, key in reversed(keys.items())}
    later = Counter(keys[number] for number in next_to if number != first[keys[number]])
    chapters = {key for key, times in later.items() if times == often[key] - 1 and not _NO_CHAPTER.search(key)}
    return frozenset(
        number
        for number in next_to
        if keys[number] in slogans or (keys[number] in chapters and number != first[keys[number]])
    )


def _page_numbers(lines: Iterable[Line], numbered: list[tuple[int, int]]) -> list[int]:
    """Line numbers of the page numbers; a run that stands among other figures mostly is of cells, each on its line."""
    run = _longest_run(numbered)
    if not run:
        return run
    printed = [(line.number, _FIGURE.fullmatch(line.text.strip()) is not None) for line in lines if line.text.strip()]
    pairs = [(one, other) for (one, is_one), (other, is_other) in pairwise(printed) if is_one and is_other]
    among = {number for pair in pairs for number in pair}
    if 2 * sum(number in among for number in run) <= len(run):
        return run
    return _longest_run([one for one in numbered if one[0] not in among])


def _of_pages(lines: list[Line]) -> frozenset[int]:
    """Lines that tell the page and how many there are, as many each time: 第5页共9页, 23/32."""
    told: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for line in lines:
        if (found := _OF_PAGES.fullmatch(line.text.strip())) is not None:
            told[found["pages"]].append((line.number, int(found["page"])))
    return _risen(pages for total, pages in told.items() if all(page <= int(total) for _, page in pages))


def _longest_run(numbered: list[tuple[int, int]]) -> list[int]:
    """Line numbers of the longest run whose values rise by one to `_MOST_SKIPPED`; none if it is short."""
    best: list[tuple[int, int]] = []  # for each number the length of the run that ends there and the one before it
    for index, (_, value) in enumerate(numbered):
        before = [
            (best[i][0], i) for i in range(max(0, index - 60), index) if 1 <= value - numbered[i][1] <= _MOST_SKIPPED
        ]
        length, previous = max(before, default=(0, -1))
        best.append((length + 1, previous))
    if not best:
        return []
    at = max(range(len(best)), key=lambda i: (best[i][0], i))
    if best[at][0] < _FEWEST_PAGES:
        return []
    run = []
    while at >= 0:
        run.append(numbered[at][0])
        at = best[at][1]
    return run


def _running_titles(lines: list[Line]) -> frozenset[int]:
    keys = {line.number: key for line in lines if (key := _title_key(line.text))}
    often = Counter(keys.values())
    return frozenset(number for number, key in keys.items() if often[key] >= _FEWEST_TITLES)


def _numbered_titles(lines: list[Line]) -> frozenset[int]:
    """Lines of the same words each time, whose number behind them rises from page to page: `For a good life / 75`."""
    told: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for line in lines:
        if len(line.text) <= _LONGEST_NUMBERED and (found := _NUMBERED.fullmatch(line.text.strip())) is not None:
            told["".join(found["words"].split())].append((line.number, int(found["page"])))
    return _risen(told.values())


def _risen(runs: Iterable[list[tuple[int, int]]]) -> frozenset[int]:
    """The lines of those runs whose page rises from line to line; of a line its number and the page that it tells."""
    risen = (
        pages
        for pages in runs
        if len(pages) >= _FEWEST_PAGES and all(one < other for (_, one), (_, other) in pairwise(pages))
    )
    return frozenset(number for pages in risen for number, _ in pages)


def _title_key(text: str) -> str:
    """What is the same in a running title from page to page; empty for a line that is none."""
    text = _RULED.sub(" ", text).strip().strip(_AROUND_TITLE)
    if not text or len(text) > _LONGEST_TITLE or _SENTENCE.search(text) or not _TITLE.search(text):
        return ""
    return _DIGITS.sub("#", "".join(text.split()))
