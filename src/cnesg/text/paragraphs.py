"""Paragraphs: lines that run on from one to the next."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox
from cnesg.text.document import Line
from cnesg.text.headings import could_be_heading, numbered_depth
from cnesg.text.normalise import fold
from cnesg.text.run_on_lists import lists_on

_BULLET = regex(r"\s*(?:[•·●■◆▪▶►○◇□➢✓\uf000-\uf8ff]|[–—*-]\s)")
_STOPS = frozenset(".。！？!?；;:：")
_CLOSERS = "”’\"'」』）)"  # behind a sentence's end
_FULL_STOP = regex(r"[。！？][”’\"'」』）)]*$")  # in Chinese a paragraph's line rarely happens to end with a sentence
_CHINESE = regex(r"[\u2e80-\u9fff\uff00-\uffee]")
_ITEM = regex(r"\s*[(（]?\d{1,2}[、.．)）]\t")  # 9、<tab>2016年公司无工伤: the next of a numbered list
_NUMBERED_TITLE = regex(r"\s*\d{1,2}[、.．]\s?[\u4e00-\u9fff]")  # 2.外部培训
_SHORT = regex(r"[^，。；,;:：]{2,24}")  # a title, or a picture's
_NUMERIC = regex(r"^[-–(（]?[$¥€£]?\d[\d,.]*[%％)）]?$|^[-–—]$")
_OPEN_END = regex(r"[、，,（(《“]\s*$")
_NUMBER_TAB = regex(r"^\s*\S{1,6}\t\s*")
_KEY_FIGURE = regex(
    r"^[^\d。；，,;:：]{2,30}[:：]\s?[约近逾超]?\s?\d[\d,.\s]*[^\d。；，:：]{0,8}$"
)  # 纳税总额：1.7亿元
_SUM = r"(?:[A-Z]{0,3}[$¥€£]|RMB|人民币)?\s?\d[\d,.]*\s?[%％]?"
_FIGURE_LED = regex(r"^\W?[^\W\d]{2,14}[:：]\s?[约近逾超]?\d")  # 在研项目：46项，其中……: an item of a list
_LABELLED_FIGURE = regex(  # the same on a page, where sentences are broken at any place
    rf"^\W*[^\W\d][^。；，;:：]{{1,48}}(?:[:：]|\s[-–—]\s|[-–—]{{1,2}})\s?[约近逾超]?\s?{_SUM}(?:[^\d。；，;:：,.]|CO[2₂]|[m/][23²³]){{0,20}}$"
)
_FIGURE_FIRST = regex(rf"^\W*(?!(?:19|20)\d\d(?!\d)|\d{{1,2}}[.、)）]\s){_SUM}\s?[^\W\d]")
_LONGEST_KEY_FIGURE = 60  # characters of a line of a list of key figures
_LETTERS = regex(r"[a-z]{3}")
_INSIDE_SENTENCE = regex(r"[a-z][.;] [A-Z]|\b(?:was|were|is|are|of|to|and|the|by|at|in|from|with|than|about|or)$")
_LEFT_OPEN = regex(  # no sentence ends so: the discharge was (FY2022: | 41,200 tonnes), employed in | Hong Kong
    r"[(（][^()（）]{0,24}[:：]?$"
    r"|[a-z]{2} (?:was|were|is|are|of|to|and|the|by|at|in|from|with|than|about|or|approximately|a total of|including)$"
)
_FIGURE_INSIDE = regex(r"\d[\d,.]*\s?[%％]?[\u4e00-\u9fff]{0,6}[，。；、]")  # 860人，: goes on in the next column
_LONE_FIGURE = regex(
    rf"^\s*(?!(?:19|20)\d\d\s?年?度?$){_SUM}(?:\s?(?:thousand|million|billion|[万亿]))?\s?(?:[A-Za-z][\w/²³₂]{{0,11}}|[\u4e00-\u9fff]{{1,8}})?$"
)
_LABEL = regex(r"[\u4e00-\u9fffA-Za-z0-9/%（）()“”\s]{2,16}")
_NARROW = 0.5  # as wide as the text of the next column: a line broken off in a sentence fills its own
_GOES_ON = regex(r"\s*(?:[a-z]|[，。；、）),.;])")
_DIGIT = regex(r"\d")
_INNER_STOP = regex(r"[。；].")
_INNER = regex(r"[，。]")
_INSIDE = regex(r"[\u4e00-\u9fff\d]")
_WHOLE_LINE = 20  # characters; shorter lines are titles
_LONG_LINE = 50
_FULL_LINE = 30
_ANEW = regex(r"公司|集团|我[们行]|本[公行集]|为了?|在|由|以|通过|未来|截[至止]|报告期|20\d\d年|根据|按照|随着")
_COLUMN_GAP = 2.0
_LIST_DEPTH = 5  # 1、: from here on numbers are those of lists, too
_LEADING = 1.1
_DIGITS_APART = 0.05  # of the height


@dataclass(unsafe_hash=True)
class Paragraph:
    """Text that runs over one or more lines; `starts` are the offsets at which the lines begin in `text`.

    Not frozen for speed alone, a report has tens of thousands; nothing changes one.
    """

    text: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]

    @property
    def size(self) -> float:
        """Height of the first line's characters; 0 in text files."""
        return self.lines[0].uniform_height or (self.lines[0].words[0].height if self.lines[0].words else 0.0)

    def line_at(self, offset: int) -> Line:
        """The line that holds a character of the text."""
        index = max(i for i, start in enumerate(self.starts) if start <= offset)
        return self.lines[index]

    def box_of(self, start: int, end: int) -> BoundingBox | None:
        """The box around the characters `start` to `end` (exclusive) on their first page."""
        boxes = []
        page = self.line_at(start).page
        for line, begin in zip(self.lines, self.starts, strict=True):
            if begin < end and start < begin + len(line.text) and line.page == page:
                box = line.box_of(start - begin, end - begin)
                if box:
                    boxes.append(box)
        if not boxes:
            return None
        x0, y0, x1, y1 = zip(*boxes, strict=True)
        return min(x0), min(y0), max(x1), max(y1)


def paragraphs(lines: Iterable[Line]) -> Iterator[Paragraph]:
    """Join lines into paragraphs: by blank lines, numbering and bullets in text, by place and size on a page."""
    group: list[Line] = []
    after_row = blank = False
    for line in lines:
        if not line.text.strip():
            blank = True
            continue
        inside = line.goes_on or (
            blank and bool(group) and (_broken_off(group, line) or _ages_go_on(group[-1].text, line.text))
        )
        if blank and group and not (_OPEN_END.search(group[-1].text) or inside):
            yield _joined(group)
            group = []
        blank = False
        row = is_row(line)
        if group and (row or after_row or not (inside or _runs_on(group, line))):
            yield _joined(group)
            group = []
        group.append(line)
        after_row = row
    if group:
        yield _joined(group)


def _runs_on(group: list[Line], line: Line) -> bool:
    last = group[-1]
    if _BULLET.match(line.text):
        return False
    if numbered_depth(line.text) is not None and (_ended(last) or numbered_depth(group[0].text) is not None):
        return False
    if "\t" in line.text and _ITEM.match(line.text) and _ITEM.match(group[0].text):
        return False
    if _NUMBERED_TITLE.match(line.text) and could_be_heading(line.text) and _SHORT.fullmatch(last.text):
        return False
    if last.words and line.words:
        return _runs_on_page(group, line)
    return not (_short_and_ended(group, line) or _next_key_figure(group, line.text))


def _next_key_figure(group: list[Line], text: str) -> bool:
    """In an English text file: whether a line is the next of a list of figures, each before its label or above it.

    12,345 MWh of electricity / |2,345 employees; 12,345 MWh / of electricity / |2,345 / employees
    """
    if not _begins_with_figure(text):
        return False
    told = [line.text.strip() for line in group]
    told = told if _begins_with_figure(told[0]) else told[1:]  # below their title
    if not told or not _begins_with_figure(told[0]) or (len(told) > 1 and _bare_below_label(told)):
        return False
    short = all(len(one) <= _LONGEST_KEY_FIGURE and _CHINESE.search(one) is None for one in (*told, text.strip()))
    figured = any(_LETTERS.search(one) is not None for one in told)  # a label was told: no row of bare numbers
    return short and figured and told[-1][-1] not in ",;:" and not is_inside_sentence(told[-1])


def _bare_below_label(told: list[str]) -> bool:
    """Whether lines begin with a bare number whose label may stand above it: 1,210 / Male / 720."""
    return _NUMERIC.match(told[0]) is not None and told[1][:1].isupper()


def _begins_with_figure(text: str) -> bool:
    return _FIGURE_FIRST.match(text) is not None or _LONE_FIGURE.match(text.rstrip()) is not None


def _ended(line: Line) -> bool:
    return line.text.rstrip().rstrip(_CLOSERS)[-1:] in _STOPS


def _short_and_ended(group: list[Line], line: Line) -> bool:
    """In a text file: whether a line closes its paragraph, being short, or both it and the next being whole."""
    last = group[-1].text.rstrip()
    widest = max(len(x.text.rstrip()) for x in [*group, line])
    if _ended(group[-1]):
        return len(last) < 0.8 * widest or line.text[:1] in " \t\u3000" or _FULL_STOP.search(last) is not None
    if _is_key_figure(last, line.text) or (len(group) == 1 and _ANEW.match(line.text) and _is_chapter(last)):
        return True
    below_figure = line.text[:1].islower() and _LONE_FIGURE.match(last) is not None  # 2,345 / employees
    if below_figure or _INNER_STOP.search(last) or _breaks_sentence(last, line.text.strip()):
        return False  # broken off in a sentence
    return (len(group) == 1 or _CHINESE.search(last) is not None) and len(last) < 0.6 * widest


def _is_chapter(text: str) -> bool:
    """Whether a line is a numbered heading, however long the next line is: 五、技能提升,成果共享."""
    return (numbered_depth(text) or _LIST_DEPTH) < _LIST_DEPTH and could_be_heading(text)


def _is_key_figure(last: str, text: str) -> bool:
    """In a text file: whether a line, or the next, is a label with its figure behind a colon."""
    if _KEY_FIGURE.match(last) or _KEY_FIGURE.match(text.strip()):
        return True
    return _LABELLED_FIGURE.match(last) is not None and _CHINESE.search(last) is None and _GOES_ON.match(text) is None


def _breaks_sentence(last: str, text: str) -> bool:
    """In a text file: whether a line too long for a title ends inside a sentence, and the next goes on with it."""
    if len(last) < _LONG_LINE or "\t" in last + text or numbered_depth(text) is not None or _ANEW.match(text):
        return False
    return bool(_INNER.search(last) and _INSIDE.search(last[-1:]) and _INNER.search(text) and _INSIDE.match(text))


def _broken_off(group: list[Line], line: Line) -> bool:
    """In a text file: whether a blank line stands inside a sentence, between two whole lines of it.

    How long a line is the lines before it tell, where the next can't begin a paragraph: print may change at the end of
    a page. Elsewhere the line behind the blank tells it too.
    """
    last, text = group[-1].text.rstrip(), line.text.strip()
    if group[-1].words or line.words or len(last) < _WHOLE_LINE or "\t" in last + text:
        return False
    goes_on = _INNER.search(text) is not None or (len(group) > 1 and len(text) >= _FULL_LINE)
    if not (_INNER.search(last) and _INSIDE.search(last[-1:]) and goes_on and _INSIDE.match(text)):
        return False
    widest = max(len(x.text.rstrip()) for x in (group if len(group) > 1 and not _ANEW.match(text) else [*group, line]))
    return numbered_depth(text) is None and len(last) >= 0.85 * widest


def _ages_go_on(before: str, after: str) -> bool:
    """Whether two lines set apart by a blank one are shares of ages, the next each of the one before: 31到35岁 18%."""
    return "岁" in before and "岁" in after and lists_on(fold(before), fold(after))


def is_row(line: Line) -> bool:
    """Whether a line is a row of a table: cells apart, or several numbers beside each other."""
    if "\t" in line.text and "\t" in _NUMBER_TAB.sub("", line.text).strip():
        return True
    if max(line.gaps, default=0.0) > _COLUMN_GAP:  # in heights of the smaller characters; most lines have no such gap
        words = line.words[1:] if _BULLET.match(line.text) else line.words
        for a, b in itertools.pairwise(words):
            left, right = a.bbox, b.bbox
            if left and right and (gap := (right[0] - left[2]) / _COLUMN_GAP) > a.height and gap > b.height:
                return True
    if line.text.rstrip()[-1:].isalpha():
        return False
    tail = line.text.rsplit(maxsplit=2)[-2:]
    return len(tail) == 2 and bool(_NUMERIC.match(tail[1]) and _NUMERIC.match(tail[0]))


def _runs_on_page(group: list[Line], line: Line) -> bool:
    last = group[-1]
    a, b = last.bbox, line.bbox
    if a is None or b is None:
        return False
    size = last.words[0].height
    if not _alike(line.words[0].height, size):
        size = max(word.height for word in last.words)  # 一, 工 and 入 alone are lower than what else is of their size
        if not _alike(max(word.height for word in line.words), size):
            return False
    below = last.page == line.page and b[1] >= a[1]
    if below:
        above = max(0.0, a[1] - (group[-2].bbox or a)[3]) if len(group) > 1 else _LEADING * size
        if b[1] - a[3] > min(_LEADING * size, 0.5 * size + above) or b[0] >= a[2] or a[0] >= b[2]:
            return False
    if _closes_heading(group, line) or _opens_heading(last, line) or _lists_figures(group, line.text):
        return False
    if not below:  # the next page or the next column
        figure = _INNER.search(last.text) is not None and _FIGURE_INSIDE.match(line.text) is not None
        inside = not _ended(last) and (figure or _starts_inside(line.text))
        inside = inside or _LEFT_OPEN.search(last.text.rstrip()) is not None
        return inside and not _is_lone_label(group, line)
    # a full stop well before the right edge, or an indented first line, ends the paragraph
    return not (_ended(last) and (b[0] > a[0] + 1.5 * size or a[2] < _right_edge([*group, line]) - 4 * size))


def _is_lone_label(group: list[Line], line: Line) -> bool:
    """Whether what ends a column is one short line of Chinese, a label of a figure or a picture, beside wider text."""
    last = group[-1]
    if len(group) > 1 or _LABEL.fullmatch(last.text.strip()) is None or last.bbox is None or line.bbox is None:
        return False
    return last.page == line.page and last.bbox[2] - last.bbox[0] < _NARROW * (line.bbox[2] - line.bbox[0])


def _alike(height: float, size: float) -> bool:
    """Whether two heights of characters are of one size of print."""
    return 0.85 < height / (size or 1.0) < 1.18


def _lists_figures(group: list[Line], text: str) -> bool:
    """Whether a line on a page is the next of a list of figures: each on one line with its label, below it or above."""
    last = group[-1].text.rstrip()
    figured = _DIGIT.search(last) is not None  # most lines have no figure at all
    if figured and _FIGURE_FIRST.match(text) and _FIGURE_FIRST.match(last) and not _breaks_off(last):
        return True
    if len(group) > 1:
        begun = _LONE_FIGURE.match(group[0].text.rstrip()) is not None
        if figured and not begun and _LONE_FIGURE.match(last):
            return _GOES_ON.match(text) is None  # below its label
        if begun and _LONE_FIGURE.match(text.rstrip()):
            return True  # above it
    if figured and _LABELLED_FIGURE.match(last) is not None and _GOES_ON.match(text) is None:
        return True
    return figured and _FIGURE_LED.match(text) is not None and _FIGURE_LED.match(group[0].text) is not None


def _breaks_off(text: str) -> bool:
    """Whether a line ends inside a sentence: in Chinese one with a comma that no stop ends."""
    return is_inside_sentence(text) or ("，" in text and text[-1] not in _STOPS)


def is_inside_sentence(text: str) -> bool:
    """Whether an English line has a sentence's end within it, or breaks off behind a word that no label ends with."""
    return _INSIDE_SENTENCE.search(text.rstrip()) is not None


def _right_edge(lines: Iterable[Line]) -> float:
    return max(line.bbox[2] for line in lines if line.bbox)


def _closes_heading(group: list[Line], line: Line) -> bool:
    """Whether the lines so far are a heading above `line`: set in another font, or numbered and broken off early."""
    last = group[-1]
    if len(group) > 3:
        return False
    before, after = last.uniform_height, line.uniform_height
    if before and not after and _CHINESE.match(last.text):
        after = _chinese_height(line, before)
    if _LONE_FIGURE.match(line.text.rstrip()) and abs(before - after) < _DIGITS_APART * before:
        return False  # digits come from another font than the Chinese label above them
    if not (before and after and abs(before - after) > 0.05):
        a, b = last.bbox, line.bbox
        if numbered_depth(group[0].text) is None or a is None or b is None:
            return False
        size = last.words[0].height
        if not (b[2] - a[2] > 3 * size or b[0] < a[0] - size):
            return False
    return could_be_heading("".join(x.text for x in group))


def _chinese_height(line: Line, alike: float) -> float:
    """How high the Chinese characters are of a line whose figures come from another font; 0 where nearly `alike`.

    Fonts differ a little in height, and 一 alone is low: the tallest tell.
    """
    height = max((word.height for word in line.words if _CHINESE.match(word.text)), default=0.0)
    return height if abs(height - alike) > _DIGITS_APART * alike else 0.0


def _opens_heading(last: Line, line: Line) -> bool:
    """Whether a line could be a heading, set in another font than the line above it; below a figure it is its label."""
    if _LONE_FIGURE.match(last.text.rstrip()):
        return False
    before, after = last.uniform_height, line.uniform_height
    return bool(before and after) and after - before > 0.05 and could_be_heading(line.text)


def _starts_inside(text: str) -> bool:
    """Whether a line can only be the rest of a sentence: it starts in lower case or with Chinese text."""
    start = text.lstrip()[:1]
    return start.islower() or (_CHINESE.match(start) is not None and numbered_depth(text) is None)


def _joined(group: list[Line]) -> Paragraph:
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for index, line in enumerate(group):
        if index and _needs_blank(group[index - 1].text, line.text):
            parts.append(" ")
            length += 1
        starts.append(length)
        parts.append(line.text)
        length += len(line.text)
    return Paragraph("".join(parts), tuple(group), tuple(starts))


def _needs_blank(before: str, after: str) -> bool:
    if before[-1:].isspace() or after[:1].isspace():
        return False
    if before.endswith("-") and before[-2:-1].isalpha() and after[:1].isalpha():
        return False
    if _CHINESE.match(before[-1:]) or _CHINESE.match(after[:1]):
        return lists_on(fold(before), fold(after))
    return True
