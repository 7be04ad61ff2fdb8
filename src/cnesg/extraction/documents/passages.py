"""A document as passages: paragraphs of prose and blocks of table rows, with the headings above them.

A passage's text is folded and freed of blanks between Chinese characters (line breaks and faulty recognition put them
inside words); every character knows where it came from, so that quotes and boxes are taken from the original.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain, pairwise

from cnesg.extraction.candidates import Place
from cnesg.extraction.documents.headings_taken import entered, heads_column
from cnesg.extraction.documents.misread import LIKE_LETTER, MISREAD_LETTER
from cnesg.extraction.figures.formulas import blanks_in_formulas
from cnesg.extraction.figures.note_marks import glued_marks
from cnesg.extraction.labels.divided_lines import is_division
from cnesg.extraction.labels.titles_by_class import divides_by_class
from cnesg.framework.phrase_table import matching_form
from cnesg.framework.regexes import regex
from cnesg.text import Line, fold
from cnesg.text.headings import HeadingTree
from cnesg.text.language import is_latin
from cnesg.text.paragraphs import Paragraph, paragraphs
from cnesg.text.run_on_lists import in_cells, parted

QUOTE = 300
# Recognition reads a zero as a circle: 5◦万元, 2〇16年. Folding has made 〇 a 零; a word such as 零售 stays.
_MISREAD_ZERO = regex(
    r"(?<=\d)[零◦○]+(?=[\d,.%万亿千百人名次元个家项件股年吨余多岁份批期场届组户台辆处篇条门栋位头只册亩]|\s[余多万名人]|\s*$)|(?<=\d\.)[零◦○]+(?=\d)|(?<=\d\.\s)[零◦○]+(?=\d)"
    r"|[零◦○](?=\.\s?\d)|(?<=\d,)[零◦○]+(?=\d|[万亿千百人名次元个家项件股年吨余多]|\s*$)"
)
_LIKE_ZERO = regex(r"[零◦○]")
# ... and in formulas: C02, S〇2, C0D, N0x.
_LIKE_FORMULA = regex(r"[CSN][0零○◦][2DxX]")
_MISREAD_FORMULA = (
    (regex(r"(?<![A-Za-z0-9])([CS])[0零○◦](?=2(?!\d))"), "O"),
    (regex(r"(?<![A-Za-z0-9])(C)[0零○◦](?=D(?![A-Za-z]))"), "O"),
    (regex(r"(?<![A-Za-z0-9])([NS])[0零○◦](?=[xX](?![A-Za-z]))"), "O"),
)
# a nought that stands for the word: 全年|0投诉, 客户信息|0泄露
_NOUGHT = regex(
    r"0(?<![\d.,%]0)(?=[\"”]?(?:投诉|事故|伤亡|死亡|工亡|召回|污染|违规|违法|违纪|伤害|工伤|轻伤|重伤|泄[漏露密]|处罚)(?!率))"
)
_YUAN_SIGN = regex(r"(?<![A-Za-z])Y(?=\s?\d[\d,.]*\s?[万亿]?元)")  # 投入Y52.3万元
# A line drawn across the page, read as a run of marks; before a page number it leads to that, in a table of contents.
_RULED = regex(r"_{6,}(?!_|\s*\d{1,3}(?![\d.,%年月日万亿元人名次]))")
# The numerals of cheques, 捐款捌拾伍万元.
_CHEQUE = regex(r"(?<![万亿零])[壹贰叁肆伍陆柒捌玖][壹贰叁肆伍陆柒捌玖拾佰仟]*(?=[万亿]?元)")
_PLAINLY = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_DASHED_COUNT = regex(  # Permanent employees —| 12,000: a label and its count, as with a colon
    r"(?:(?<=[a-z])|(?<=[a-z]\)))\s[—–](?=\s\d{1,3}(?:,\d{3})+(?:[:,;.]|\s\(|\s?$))"
)
_YEARS_JOINED = regex(r"(?<=20\d\d年)一(?=\s?20\d\d年)")  # 2011年一2016年: a dash
_FISCAL = regex(r"(?<=\d)财政(?=年度)")  # 2023财政年度, 2022/23财政年度: that of the year
_POINT_APART = regex(r"(?<=\d) (?=\.\s?\d{1,2}\s?[万亿%])")  # 4 • 9万元
# The per cent sign in pieces, or with a speck: 100°%, 46.8。/。, 28.8〇/〇, 2.09<%, "98%。,"; what is left of it goes.
_LIKE_PERCENT = regex(r"[°º]|<\s?%|[。零○◦]\s?/|%[。oO]")
_MISREAD_PERCENT = regex(
    r"(?<=\d)\s?(?:[°º<]\s?%|[。°º零○◦]\s?/\s?[。°ºoO0零○◦]|%[oO°º](?![A-Za-z\d])|%。(?=[,，;；、]))"
)
# Any sign that one of the above looks for: most texts have none, and are looked through once instead of four times.
# Its rarest character first, so that only those are looked at closely.
_SIGNS = "零◦○佘曰干白忆乃入兀肓_〇°º丨"
_MAY_BE_MISREAD = regex(
    rf"[{_SIGNS}•·∙0%/](?:(?<=[{_SIGNS}])|(?:(?<=\d[•·∙])|(?<=\d\s[•·∙]))\s?\d|(?<=[CSN]0)"
    r"|(?<=<%)|(?<=<\s%)|(?<=%)[。oO]|(?<=。/)|(?<=。\s/))|[GO](?<=\d[GO])[\dGO.%\u4e00-\u9fff]"
)
# 2015年达到18亿元,|016年
_TORN_YEAR = regex(r"0(?<![\dA-Za-z./~–-]0)(?<!\d[\s,:]0)(?=[12]\d年(?!款|[龄限轻]))")
_APART = regex(  # digits that recognition set apart: 20 16年, 6 3 5名, 1371 1人; 82.29亿元、1 20.96亿元
    r"(?<![\d.])(?<!\d,)(?=\d{1,4} \d)(?:(?:1 ?9|2 ?0) ?\d ?\d(?= ?年)"
    r"|\d(?: \d)+(?= ?[月日人名次元万亿吨家项件%户])|(?!20[012])\d{3,4} \d(?=[人名])"
    r"|(?:(?<=[、,，和及为达])|(?<=[、,，和及为达] ))[1-9] \d\d\.\d{1,2}(?=[万亿]元))"
)
_MAY_BE_APART = regex(r" (?<=\d )\d")
_SPLIT_FIGURE = regex(r"^[^\t\d]{2,30}[:：][\s:：]*\d[\d,\s]*\.\t+\d[^\t]{0,12}\t*$")
_LABELLED_ITEM = regex(r"[^\d\t]*[\u4e00-\u9fff]{2}[^\d\t]*[:：=为达是约]\s?\d")  # 12、<tab>员工离职率=9.5%
_BROKEN_NUMBER = regex(r"\t(?<=\d\.\t)\t*(?=\d)")  # 捐赠金额：35.<tab>32万元
_PROSE = regex(r"[^\t]{24,}[。；;!！]\s*")
_SENTENCES = regex(r"[^\t]{40,}[。；;!！][^\t]{12,}[。；;!！]\s*")  # no label is as long
_SPECK = regex(  # what recognition made of a picture's edge beside a sentence; a dash is a cell
    r"\t*(?![-—–/]\s*$)(?=[^\t]*[^\s])(?:[^\w\t]{1,12}|[^\d\t]{1,2})\t*"
)
_LONGEST_SPECK = 16
_ITEM_NUMBER = regex(r"\(\d{1,2}\)|[①-⑳]|\d{1,2}、")
_GOES_ON = regex(r"[\u4e00-\u9fff]{2,}\d[\d.,]*[万亿]?元[\u4e00-\u9fff]{4,20}")  # (2) | 捐赠80万元支持教育工作
# The blank first, what stands before it after: so only blanks are looked at closely.
_INNER_BLANK = regex(r"[ \u00a0](?<=[\u4e00-\u9fff、,;:()][ \u00a0])[ \u00a0]*(?=[\u4e00-\u9fff、,;:()])")
_HAN_DIGIT_BLANK = regex(r"[ ](?:(?<=[\u4e00-\u9fff][ ])[ ]*(?=\d)|(?<=\d[ ])[ ]*(?=[\u4e00-\u9fff]))")
_MARK_DIGIT_BLANK = regex(  # 成立以来, 2016年缴纳: where a line ended
    r"[ ](?:(?<=[\u4e00-\u9fff][,;:、。][ ])|(?<=[\u4e00-\u9fff][)%][,;:、。][ ])|(?<=%[,;、。][ ])(?=[ ]*20\d\d年))"
    r"[ ]*(?=\d)"
)
_FORMULAS = ("CO2", "SO2", "NOx", "NOX", "COD", "BOD", "VOC", "VOCs", "NH3", "EHS", "HSE", "ISO", "PM10", "PM2.5")
_FORMULA_BLANK = regex(  # 减少 CO2 排放量
    rf"[ ](?:(?<=[\u4e00-\u9fff][ ])(?=(?:{'|'.join(map(re.escape, _FORMULAS))})(?![A-Za-z]))"
    rf"|(?:{'|'.join(f'(?<={re.escape(one)} )' for one in _FORMULAS)})(?=[\u4e00-\u9fff]))"
)
_IN_CHINESE = (_INNER_BLANK, _HAN_DIGIT_BLANK, _MARK_DIGIT_BLANK, _FORMULA_BLANK)


@lru_cache(maxsize=4096)
def compact(text: str) -> tuple[str, Sequence[int]]:
    """Folded text without blanks inside Chinese, and for each of its characters the offset it had.

    Returns:
        The text, and offsets one more than the text has characters: the last is the length before.
    """
    folded = _with_plain_signs(fold(text).replace("\n", " "))
    drop: set[int] = set()
    if _MAY_BE_MISREAD.search(folded):
        folded, drop = _read_aright(folded)
    if not folded.isascii() and _CHEQUE.search(folded):
        folded = _CHEQUE.sub(lambda found: found[0].translate(_PLAINLY), folded)
    if " " in folded or "\t" in folded:
        chinese = not folded.isascii()
        folded = parted(folded)
        for pattern in _IN_CHINESE if chinese else (_INNER_BLANK,):
            for found in pattern.finditer(folded):
                drop.update(range(found.start(), found.end()))
        for found in _BROKEN_NUMBER.finditer(folded) if "\t" in folded else ():
            drop.update(range(found.start(), found.end()))
        for found in _APART.finditer(folded) if (chinese or "%" in folded) and _MAY_BE_APART.search(folded) else ():
            drop.update(at for at in range(found.start(), found.end()) if folded[at] == " ")
    drop.update(blanks_in_formulas(folded))
    fiscal = (found.span() for found in _FISCAL.finditer(folded)) if "财政年" in folded else ()
    ruled = (found.span() for found in _RULED.finditer(folded)) if "____" in folded else ()
    drop.update(at for span in (*glued_marks(folded), *fiscal, *ruled) for at in range(*span))
    if not drop:
        return _with_whole_years(folded, range(len(folded) + 1))
    kept = [range(before + 1, at) for before, at in pairwise((-1, *sorted(drop), len(folded)))]
    text = "".join([folded[run.start : run.stop] for run in kept])
    return _with_whole_years(text, (*chain.from_iterable(kept), len(folded)))


def _with_plain_signs(folded: str) -> str:
    """A text of the same length with the signs that its marks stand for: a dash, a colon, a yuan, a nought in words."""
    if "年一" in folded:
        folded = _YEARS_JOINED.sub("至", folded)
    if " — " in folded or " – " in folded:
        folded = _DASHED_COUNT.sub(" :", folded)
    if folded.isascii():
        return folded
    if "Y" in folded:
        folded = _YUAN_SIGN.sub("¥", folded)
    return _NOUGHT.sub("零", folded) if "0" in folded else folded


def _with_whole_years(text: str, origin: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Years with the first digit that recognition lost, from where the second stands: 2015年18亿元,|016年20亿元."""
    torn = [found.start() for found in _TORN_YEAR.finditer(text)] if "0" in text and "年" in text else []
    for at in reversed(torn):
        text, origin = f"{text[:at]}2{text[at:]}", (*origin[:at], origin[at], *origin[at:])
    return text, origin


def printed_form(text: str) -> str:
    """The form that phrases are matched in, of a text as printed that is no passage: a cell, a label, a title."""
    return matching_form(compact(text)[0])


def _read_aright(folded: str) -> tuple[str, set[int]]:
    """A text of the same length in which letters and signs that recognition misread are mended, and what is to go."""
    if _LIKE_ZERO.search(folded):
        folded = _MISREAD_ZERO.sub(lambda found: "0" * len(found.group()), folded)
    if _LIKE_FORMULA.search(folded):
        for wrong, letter in _MISREAD_FORMULA:
            folded = wrong.sub(lambda found, letter=letter: found[1] + letter, folded)  # type: ignore[misc]
    if like := "".join(LIKE_LETTER.findall(folded)):
        for signs, wrong, letter in MISREAD_LETTER:
            if any(sign in like for sign in signs):
                folded = wrong.sub(lambda found, letter=letter: found.group()[:-1] + letter, folded)  # type: ignore[misc]
    drop = {found.start() for found in _POINT_APART.finditer(folded)}
    for found in list(_MISREAD_PERCENT.finditer(folded)) if _LIKE_PERCENT.search(folded) else ():
        folded = folded[: found.start()] + "%" + folded[found.start() + 1 :]
        drop.update(range(found.start() + 1, found.end()))
    return folded, drop


@dataclass(unsafe_hash=True)
class Passage:
    """A paragraph ready for matching. Offsets are into `text`; `headings` are outermost first.

    Not frozen for speed alone, a report has tens of thousands; nothing changes one.
    """

    paragraph: Paragraph
    headings: tuple[str, ...]
    text: str
    origin: Sequence[int]

    @classmethod
    def of(cls, paragraph: Paragraph, headings: tuple[str, ...]) -> "Passage":
        """The passage of a paragraph."""
        text, origin = compact(paragraph.text)
        return cls(paragraph, headings, text, origin)

    @cached_property
    def form(self) -> str:
        """The text in the form that phrases are matched in."""
        return matching_form(self.text)

    def place(self, start: int, end: int) -> Place:
        """Where the characters `start` to `end` stand, with a quote around them from the same sentence."""
        return self.place_of(self.origin[start], self.origin[max(start, end - 1)] + 1)

    def place_of(self, first: int, last: int) -> Place:
        """The same for offsets into the paragraph."""
        line = self.paragraph.line_at(first)
        return Place(line.page, line.number, self.paragraph.box_of(first, last), self._quote(first, last))

    def _quote(self, first: int, last: int) -> str:
        whole = self.paragraph.text
        room = QUOTE - (last - first)
        begin = max(0, first - room // 2)
        stops = [m.end() for m in re.finditer(r"[。！？!?；;]|\.\s", whole[begin:first])]
        if stops:
            begin += stops[-1]
        end = min(len(whole), begin + QUOTE)
        stop = re.search(r"[。！？!?]|\.\s", whole[last:end])
        return whole[begin : last + stop.end() if stop else end].strip()

    def without(self, spans: Iterable[tuple[int, int]]) -> "Passage":
        """The passage without some of its characters; those left still lead to their places of the page.

        Args:
            spans: where what goes begins and ends, in order and apart from one another.
        """
        return self.with_words((start, end, "") for start, end in spans)

    def with_words(self, changes: Iterable[tuple[int, int, str]]) -> "Passage":
        """The passage with other words for some of its own; each leads to the place of the one that it stands for.

        Args:
            changes: where a word begins and ends and what is read for it, in order and apart from one another; the
                passage itself is given back where there are none.
        """
        text, origin, at = "", list[int](), 0
        for start, end, word in changes:
            text += self.text[at:start] + word
            origin += [*self.origin[at:start], *(self.origin[min(start + i, end - 1)] for i in range(len(word)))]
            at = end
        if not at:  # no passage is written anew, and what was found out of its text is kept
            return self
        return replace(self, text=text + self.text[at:], origin=(*origin, *self.origin[at:]))

    def original(self, start: int, end: int) -> str:
        """The characters as printed."""
        return self.paragraph.text[self.origin[start] : self.origin[max(start, end - 1)] + 1] if end > start else ""


@dataclass(frozen=True)
class Rows:
    """Consecutive lines of a text file that are rows of a table (cells apart by tabs), and the lines just above."""

    lines: tuple[Line, ...]
    above: tuple[str, ...]
    headings: tuple[str, ...]


def split_page(
    lines: Iterable[Line],
    tree: HeadingTree,
    *,
    tabs: bool,
    told: AbstractSet[int] = frozenset(),
    rows_at: Container[int] = (),
) -> Iterator[Passage | Rows]:
    """Passages and blocks of rows in reading order.

    Args:
        lines: the lines of a page.
        tree: the headings above the page; carried on from page to page.
        tabs: cells are apart by tabs (text files); else rows are left to the table finder.
        told: numbers of lines that were read otherwise, as rows of a table: a passage with one of them is left out.
        rows_at: numbers of lines that are rows, though no tabs set their cells apart.
    """
    if not tabs:
        yield from _prose(list(lines), tree, [], told)
        return
    prose: list[Line] = []
    rows: list[Line] = []
    above: list[str] = []
    parted = False
    for line in lines:
        if line.number in rows_at or is_tab_row(line.text):
            if not rows:
                titles = len(prose) - _titles_below(prose)
                yield from _prose(prose[:titles], tree, above, told)
                for title in prose[titles:]:
                    yield from _prose([title], tree, above, told)
                prose = []
            rows.append(line)
            continue
        if rows and line.text.strip():
            yield Rows(tuple(rows), tuple(above[-3:]), tree.path())
            rows, above = [], []
        elif rows and not line.text.strip():
            yield Rows(tuple(rows), tuple(above[-3:]), tree.path())
            rows, parted = [], True
        elif parted and line.text.strip():
            above, parted = [], False  # of the table that a blank line ended
        prose.append(line)
    if rows:
        yield Rows(tuple(rows), tuple(above[-3:]), tree.path())
    yield from _prose(prose, tree, above, told)


def _titles_below(prose: list[Line]) -> int:
    """How many titles stand right above rows that no blank line sets apart from what is above them.

    They are English ones below a sentence, and Chinese lines that say by what the rows divide a figure.
    """
    if len(prose) > 1 and is_division(fold(prose[-1].text).strip()):
        return 1 + (len(prose) > _MOST_TITLES and _SHORT_TITLE.fullmatch(prose[-2].text.strip()) is not None)
    for count in range(1, min(_MOST_TITLES, len(prose) - 1) + 1):
        title = prose[-count].text.strip()
        if not (0 < len(title) <= _LONGEST_TITLE and title[0].isupper() and title[-1] not in ".;,"):
            return 0
        if not is_latin(title):
            return 0
        if prose[-count - 1].text.rstrip().endswith((".", ":", ";")):
            return count
    return 0


def is_tab_row(text: str) -> bool:
    """Whether a line holds cells of a table: no column begins behind a bullet or number, nor between facts."""
    stripped = text.strip(" \r\n")
    if "\t" not in stripped or _SPLIT_FIGURE.match(stripped) or in_cells(fold(stripped)):
        return False
    first, _, rest = stripped.partition("\t")
    speck = _SPECK.fullmatch(rest) or (len(rest) < _LONGEST_SPECK and not any(map(str.isalnum, rest)))
    if speck and (_SENTENCES if _SPECK.fullmatch(rest) is None else _PROSE).fullmatch(first):
        return False
    if "\t" in rest:
        return True
    if _ITEM_NUMBER.fullmatch(fold(first).strip()) and _GOES_ON.fullmatch(fold(rest).strip()):
        return False
    return not re.fullmatch(
        r"[\W_]*|\(?[一二三四五六七八九十]{1,3}[、.)]*|\(?\d{1,2}[、.)]+|[>•■●◆*]|\d(?:\.\d)*\.?|[①-⑳]",
        fold(first).strip(),
    ) or (
        len(rest) < 30
        and bool(re.search(r"\d", rest))
        and not re.search(r"[。，]", rest)
        and not _LABELLED_ITEM.match(rest)
        and bool(re.search(r"\d", first))
    )


_STOPS, _CLOSING = ".。!！", ")]）"
# 投资者沟通情况如下: / 接听来电260次; / ...
_LONGEST_TITLE, _MOST_TITLES = 110, 2  # of a table
_SHORT_TITLE = regex(r"[^。；;，,：:]{3,24}[：:]?")  # 受训员工比例, above 按性别
_LEAD = regex(r"[^\W\d一二三四五六七八九十①-⑳][^。;；!！:：\t]{3,30}[:：]|20\d\d年[^。;；!！:：\t]{4,30}[:：]")
_ITEM_ENDS = (";", "；")


def _lead_in(lead: str, before: str, text: str) -> str:
    """What leads a paragraph in: the line before a list whose items semicolons end, down to the item of the full stop.

    The first item may stand on the line of what leads it in.
    """
    item = before.endswith(_ITEM_ENDS)
    if lead and item:
        return lead
    if item:  # not 隐患整改:...; above 安全培训:...
        found = None if _LEAD.match(text) else _LEAD.match(before)
        return found[0] if found is not None else ""
    return before if text.endswith(_ITEM_ENDS) and _LEAD.fullmatch(before) else ""


def _prose(lines: list[Line], tree: HeadingTree, above: list[str], told: AbstractSet[int]) -> Iterator[Passage]:
    lead = before = ""
    for paragraph in paragraphs(lines):
        read = bool(told) and any(line.number in told for line in paragraph.lines)
        path = tree.path() if read or heads_column(paragraph, lines) else entered(paragraph, tree)
        above.append(paragraph.text)
        last = paragraph.lines[-1].text.strip()
        if len(paragraph.lines) > 1 and last[:1].isupper():
            ended = paragraph.lines[-2].text.rstrip()[-1:] in _STOPS
            if divides_by_class(last) or (ended and last[-1] in _CLOSING):
                above.append(last)  # 38 / Workforce by geography; a sentence. / Energy used (GJ): a title of its own
        text = paragraph.text.rstrip()
        lead, before = _lead_in(lead, before, text), text
        if not read:
            yield Passage.of(paragraph, (*path, lead) if lead else path)
