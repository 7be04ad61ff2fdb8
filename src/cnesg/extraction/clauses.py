"""Sentences and clauses of a passage, as spans."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from cnesg.framework.regexes import regex

_ABBREVIATION = regex(
    r"(?:^|[\s(\"])(?:Mr|Mrs|Ms|Dr|Inc|Ltd|Co|Corp|Nos?|St|vs|approx|Rs|Tk|Kshs|Ushs|Tshs|Rp|Fr|Kr|ca|avg|incl|excl|Fig|Vol|e\.g|i\.e|U\.S|U\.K|[A-Z])\.$"
)
# The sign first, what stands around it after: so only signs are looked at closely.
_END = regex(
    r"[。！？\t;!?.](?:(?<=[。！？\t;])|(?<=[!?])(?=\s|$)|(?<=\.)(?=\s+(?:[A-Z\d\"(•$£€¥₹₦₱]|[-–●▪·]\s))|(?=[\u4e00-\u9fff]))"
)
_OF_US = regex(r"(?<=[a-z\d)%]) (?=We [a-z]{2})")  # lines of a list: ... in 2023 (2022: 98.1%)| We will cut
_BREAK = regex(  # none between two years or ages: "for 2023 and 2022 were", "between 30 and 50"; nor in 本、专科
    r"(?!(?<=[本硕大中])、[专博中高本](?:[专科士生级]))[,，、;:：()\[\]—\s♦◆★●■▲](?<![\"“].[♦◆★●■▲])(?<![\"“]..[♦◆★●■▲])(?:(?<!\s)|(?!(?<=(?:19|20)\d\d\s)and\s(?:FY\s?)?(?:19|20)\d\d\b)"
    r"(?!(?<=between\s\d\d\s)and\s\d\d\b)(?:[-–]\s|(?<![Ss]cope \d\s)(?<![Ss]copes \d\s)and\s(?=\d)"
    r"|(?<=[\d%]\s)(?<![Ss]cope \d\s)(?<![Ss]copes \d\s)\s*(?=(?:and|while|with)\s)))"
)
_IN_YEAR = regex(  # No one died in 2021.| 72 courses were held.
    r"\b(?:(?:in|for|of|from|over|than|since|with|to|against|during|by|until|before|vs\.?|versus)\s|FY\s?)(?:19|20)\d\d$"
)
_FIGURE_NEXT = regex(r"\s*\d")
_LABELS = regex(
    r"(?<=[数量率额润值入费税员工人利献职士科上下本专金长比重例度时计红产资款耗积])(?::\s?|\s[-–]\s|—)(?:约|近|超过|逾|共计?|合计|累计|达到?|为)*\s?(?!\d+-|(?:19|20)\d\d\s?年)\d"
    r"|(?<=[a-z)])(?::|\s[-–—])\s(?:(?:about|approximately|over|more than|nearly|around)\s)?(?!(?:19|20)\d\d\b)"
    r"(?:[A-Z]{0,3}[$€£¥]|RMB|HKD|USD)?\s?\d[\d,.]*(?![\d:])"
)  # 女员工人数:640人, Female employees: 640: a label and its number
_CLASS_LABEL = regex(  # (男性:|2,482人;女性:|1,644人): a part and its number
    r"(?<=[(（;；,，、:：])(?!其中|包括|分别|如下|截[至止]|目前)[\u4e00-\u9fff]{1,8}(?<![中下括即是为含]):(?=\s?\d[\d,.]*(?!\d|:|年|月|-))"
)
_COUNTED = regex(r"(?<![Ss]cope )(?<![\w,.])\d[\d,]*\s[a-z]+(?:\s[a-z]+)?$")  # 10 directors: 3 women: what it was
_FROM_NEXT = regex(r"(?i),\sfrom\s(?:[a-z]{4,13}\s)?(?:[a-z]{0,3}[$€£¥]?\s?)?\d")  # fell by 4.6%, from 55,762
_ABBREVIATED = regex(r"(?<=[a-z]\s)\([A-Z][A-Za-z&]{1,9}\)")  # rate (LTIFR) improved to
_GLOSSED = regex(  # 硕士(含MBA)85人, 35岁以下(含35岁)420人: a class and its gloss
    r"(?<=[\u4e00-\u9fff])\((?:[^()\d,，;；:：]{2,12}|不?含\d\d岁)\)"
    r"(?=(?:及?以[上下])?(?:学历|职称|人员|员工|职工|毕业生|生)?(?:人数|的?占比?|比例)?(?:为|约|共|有|各)?\d[\d,.]*\s?(?:人(?!次)|名|%))"
)
_IN_BRACKETS = regex(r"\((?:FY\s?)?(?:19|20)\d\d\s?:[^();]{1,24}$")
# what a subject is told with before its verb: Our headcount|, excluding agency labour,| was 14,260
_ASIDE = regex(
    r"(?<=[A-Za-z)]),\s(?:(?:still|now|already|mainly|largely|mostly|chiefly|burnt|bought|drawn|taken|which|our|its|the|an?|as|in|at"
    r"|on|for|by|with|without|from|among|across|both|not|together|net|gross|[a-z]+ed|[a-z]+ing)\s)[^\d,.;:()]{2,70}(?P<close>,)"
    r"(?=\s(?:was|were|is|are|has|have|had|came|stood|stands|amounted|totalled|totaled|rose|fell|reached|increased|decreased"
    r"|remained|grew|ran|cost|came|fell|made|took|shrank|swelled|brought|give|gave|[a-z]{2,12}ed)\b)"
)
# a subject of several nouns: Wages|, bonuses and social charges cost
_NOUNS = regex(
    r"(?:^|(?<=[.;]\s))\s*(?!(?:In|At|For|During|By|As|On|Of|With|After|Since|Among|Under|From|To|When|While|If|Through)\b)"
    r"[A-Z][A-Za-z' -]{2,40},(?:\s(?!and\b|but\b|which\b|who\b|where\b|we\b)[a-z][a-z' -]{1,40},){0,2}"
    r"\s(?!(?:and|but|which|who|where|we|it|they|the)\b)[a-z][a-z' -]{1,40},?\sand\s[a-z][a-z' -]{1,60}?"
    r"\s(?:was|were|is|are|came|cost|added|amounted|totalled|reached|stood|rose|fell|account|accounted|make|made|ran)\b"
)
# years and ages in turn: in 2022|, 2023 and 2024, employees aged below 30|, 30-50 and above 50
_MAY_BE_IN_TURN = regex(r"\d\d, (?:between )?\d\d")
_IN_TURN = regex(
    r"20\d\d(?:, 20\d\d)+,? (?:and|or|&) 20\d\d\b"
    r"|(?i:\b(?:aged? |employees |staff |those )(?:under|below) \d\d, (?:between )?\d\d\s?(?:-|–|to|and)\s?\d\d,? and"
    r" (?:over|above) \d\d\b)"
)
_LONGEST_BRACKET = 40
_LONGEST_LIST = 160  # characters of a bracket before one of its marks
_BARE_YEARS = regex(r"\(\d[\d,.]*\s?%?;\s\d[\d,.]*\s?%?\)")  # of two years before: 38% (39|; 21)
_LABELLED = regex(  # (Hong Kong: 12 t|; Macau: 3 t), 培训20期(食品安全6期|;安全生产10期)
    r"[(;]\s?(?:[A-Za-z][A-Za-z&'’ -]{1,30}:\s[^();:]{1,24}"
    r"|(?:其中:?)?[\u4e00-\u9fff]{2,12}\d[\d,.]*[余多]?[\u4e00-\u9fff]{1,2})$"
)
_MOST_NUMBERS = 100  # of a sentence
AND = "以及|及其?|和|与|或|并"  # between two things of a list
JOINED = regex(r"\s*(?:、|以及|及其?|和|与|(?i:,?\sand\s|,\s))\s*")


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of folded text, without blanks before it; a semicolon ends one too."""
    begin = _past_blanks(text, 0)
    ends = _END.finditer(text)
    if " We " in text:
        ends = iter(sorted((*ends, *_OF_US.finditer(text)), key=re.Match.start))
    for found in ends:
        if found.group() == "." and _ABBREVIATION.search(text[max(0, found.start() - 8) : found.end()]):
            continue
        if found.group() == ";" and _parts_in_brackets(text, begin, found.start()):
            continue
        if (
            found.group() == "."
            and text[found.start() - 1 : found.start()].isdecimal()
            and _FIGURE_NEXT.match(text, found.end())
            and not _IN_YEAR.search(text, max(begin, found.start() - 12), found.start())
        ):
            continue
        if found.end() > begin:
            yield begin, found.end()
        begin = _past_blanks(text, found.end())
    if text[begin:].strip():
        yield begin, len(text)


def _past_blanks(text: str, at: int) -> int:
    while text.startswith(" ", at):
        at += 1
    return at


def within_reach(
    spans: Iterable[tuple[int, int]], starts: Sequence[int], ends: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Sentences, those of very many numbers in pieces of so many: a flattened table of hundreds is no sentence.

    What is asked of each number of a sentence looks at all others, so that time grows faster than their count.

    Args:
        spans: start and end of each sentence.
        starts: where numbers begin, in order.
        ends: where each of them ends, with its unit.
    """
    for start, end in spans:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        cuts = [ends[cut - 1] for cut in range(first + _MOST_NUMBERS, last, _MOST_NUMBERS)]
        yield from pairwise([start, *cuts, end])


def _parts_in_brackets(text: str, begin: int, at: int) -> bool:
    """Whether a semicolon parts what a bracket lists: (2022: 1.1|; 2021: 1.3), (Hong Kong: 12 t|; Macau: 3 t)."""
    if _IN_BRACKETS.search(text, max(begin, at - _LONGEST_BRACKET), at):
        return True
    low = max(begin, at - _LONGEST_LIST)
    opened = text.rfind("(", low, at)
    if opened >= 0 and (bare := _BARE_YEARS.match(text, opened)) is not None and bare.end() > at:
        return True
    return opened > text.rfind(")", low, at) and _LABELLED.search(text, opened, at) is not None


class Clauses:
    """The clauses of a sentence: where they break, and how many lie between two places."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self.start, self.end = text, start, end
        self._found: list[int] | None = None

    def _breaks(self) -> list[int]:
        """Where the clauses break; most sentences of a report hold no number, and nobody asks."""
        if self._found is None:
            kinds = (_ABBREVIATED, _GLOSSED) if "(" in self._text else ()
            inside = (m for kind in kinds for m in kind.finditer(self._text, self.start, self.end))
            within = {at for m in inside for at in range(m.start(), m.end())}
            for aside in _ASIDE.finditer(self._text, self.start, self.end):
                within |= {aside.start(), aside.start("close")}
            if _MAY_BE_IN_TURN.search(self._text, self.start, self.end):
                within |= {at for m in _IN_TURN.finditer(self._text, self.start, self.end) for at in range(*m.span())}
            if ":" in self._text:
                labels = _CLASS_LABEL.finditer(self._text, self.start, self.end)
                within |= {label.end() - 1 for label in labels}
            if (nouns := _NOUNS.match(self._text, self.start, self.end)) is not None:
                within |= {at for at in range(nouns.start(), nouns.end()) if self._text[at] == ","}
            self._found = [
                m.start()
                for m in _BREAK.finditer(self._text, self.start, self.end)
                if not (m.group() == "," and _between_digits(self._text, m.start()))
                and not _FROM_NEXT.match(self._text, m.start())
                and m.start() not in within
                and not (
                    _LABELS.match(self._text, m.start()) and not _COUNTED.search(self._text, self.start, m.start())
                )
            ]
        return self._found

    def index(self, at: int) -> int:
        """The number of the clause that holds an offset."""
        return bisect_right(self._breaks(), at)

    def span(self, at: int) -> tuple[int, int]:
        """Start and end of the clause that holds an offset."""
        breaks = self._breaks()
        index = bisect_right(breaks, at)
        start = breaks[index - 1] + 1 if index else self.start
        end = breaks[index] if index < len(breaks) else self.end
        return start, end

    def between(self, one: int, other: int) -> int:
        """How many breaks lie between two offsets."""
        return abs(self.index(one) - self.index(other))


def counts_before(text: str, start: int, at: int) -> bool:
    """Whether what stands before a place is a number and what it counts: 14,310 employees|: 9,290 men.

    Args:
        text: folded text.
        start: where the sentence begins.
        at: the place.
    """
    return _COUNTED.search(text, start, at) is not None


def _between_digits(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit()
