"""The heads of an English table in a text file that stand in several lines, over columns that only blanks set apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from cnesg.extraction.documents.passages import printed_form
from cnesg.extraction.grids.grid import Cell, GridRow
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.head_years import header_year
from cnesg.extraction.plain_tables.line_cells import Span, split, words
from cnesg.extraction.plain_tables.named import names_metric
from cnesg.framework.regexes import regex
from cnesg.text import Line
from cnesg.text.language import is_latin

Column = tuple[int, int]
"""From where to where the values of a column stand."""
_Tier = tuple[Line, list[Span]]

_WIDE = regex(r"[ \u00a0\u2002-\u200a]{2,}")
_YEAR = regex(
    r"(?i)(?:(?:as )?(?:at|of) |(?:for the )?(?:financial |fiscal )?year ended )?(?:\d{1,2} [A-Z][a-z]{2,8},? )?"
    r"(?:FY ?)?'?(?:(?:19|20)\d\d)(?:[/-](?:20)?\d\d)?|FY ?'?\d\d(?:[/-]\d\d)?"
)
_YEARS = regex(
    r"(?i)(?:\b(?:as )?at )?(?:\d{1,2} [A-Z][a-z]{2,8} )?(?:\bFY ?)?'?\b(?:20\d\d|(?<=FY)\d\d)(?:[/-](?:20)?\d\d)?\b"
)
_SAYS_WHAT = regex(
    r"(?i)(?:(?:total )?(?:number|no\.?|%|percentage|proportion|rate|ratio|hours?|headcount|persons?|people|share)"
    r"(?: of (?:the )?(?:total|employees|staff|people|persons|headcount|workforce|total workforce|total employees))?"
    r"|% of (?:the )?(?:total|workforce|employees)|(?:employee )?turnover(?: rate)?)\s?(?:\([^()]{1,12}\))?"
)
_BRACKET = regex(r"\s?\([^()]{1,16}\)$")
_CORNER = regex(
    r"(?i)(?:by )?(?:gender|sex|age(?: group)?|employee category|employment (?:type|category)"
    r"|categor(?:y|ies)|position|rank|region|geographical (?:region|location)|indicators?|items?|type)"
)
_SENTENCE = regex(r"[.;:!?]\s*$|[.;!?]\s[A-Z]|,\s")
_ENDS_IN_FIGURE = regex(r"\s\d[\d,.]*\s?%?\s*$")
_MOST_LINES = 4
_LONGEST_HEAD = 60
_LEFT_OF = 3  # how far left of a column a head over it may begin beyond its own width


@dataclass(frozen=True)
class Heads:
    """The rows of heads, from the column of labels on, the numbers of their lines, and where in the lines they end."""

    rows: tuple[GridRow, ...]
    lines: frozenset[int]
    end: int


def heads_above(
    lines: Sequence[Line], columns: Sequence[Column], year: int, know: Knowledge, *, wide: bool
) -> Heads | None:
    """The heads of columns; None where the lines above hold none but a row of years, or say not what is over what.

    Args:
        lines: the lines above the first row, the nearest last.
        columns: where the values stand.
        year: the document's fiscal year.
        know: the vocabulary.
        wide: whether wide blanks set the cells of the rows apart.
    """
    end = len(lines)
    while end and len(lines) - end < 2 and _is_group(lines[end - 1].text):
        end -= 1
    above = _Above(lines[max(0, end - _MOST_LINES) : end], columns, year, know)
    rows = above.by_place() if wide else above.by_words()
    if rows is None:
        return None
    numbers = frozenset(cell.line.number for row in rows for cell in row if cell is not None) | above.used
    return Heads(rows, numbers, end)


def _is_group(text: str) -> bool:
    """Whether a line is a group's name, the only cell of its line and left of all values: By gender."""
    return _CORNER.fullmatch(text.strip()) is not None


class _Above:
    """The lines above the first row of a table."""

    def __init__(self, lines: Sequence[Line], columns: Sequence[Column], year: int, know: Knowledge) -> None:
        self._lines = lines
        self._columns = columns
        self._year = year
        self._know = know
        self.used: frozenset[int] = frozenset()

    def by_place(self) -> tuple[GridRow, ...] | None:
        """Heads that wide blanks set apart."""
        tiers: list[_Tier] = []
        left = self._columns[0][0]
        for line in reversed(self._lines):
            spans = [one for one in split(line.text, _WIDE) if one[1] > left - _LEFT_OF]
            if not spans or not is_latin(line.text) or "\t" in line.text or self._is_title(line, spans):
                break
            if any(len(line.text[slice(*one)]) > _LONGEST_HEAD for one in spans):
                break
            tiers.append((line, spans))
        tiers.reverse()
        years = [place for place, (line, spans) in enumerate(tiers) if all(self._is_year(line, one) for one in spans)]
        if len(years) > 1:
            return None
        if not years:
            names = self._joined(tiers, len(self._columns))
            return self._told((names,)) if names else None
        at = years[0]
        line, spans = tiers[at]
        cells = [Cell(line.text[a:b], line, a, b) for a, b in spans]
        if at == len(tiers) - 1:
            return self._over_years(cells, tiers[:at])
        names = self._joined(tiers[at + 1 :], len(self._columns))
        return self._below_years(cells, names) if names else None

    def by_words(self) -> tuple[GridRow, ...] | None:
        """Heads of which only the words tell where one ends."""
        if not self._lines:
            return None
        lowest, above = self._lines[-1], self._lines[-2] if len(self._lines) > 1 else None
        low = self._years_of(lowest)
        if low and above is not None:
            each = self._repeats(low)
            groups = len(low) // each if each else 0
            names = self._parted(above, groups) if groups > 1 and len(low) == len(self._columns) else None
            return self._over_years(low, [(above, [(one.start, one.end) for one in names])]) if names else None
        high = self._years_of(above) if above is not None else []
        if len(high) > 1 and len(self._columns) % len(high) == 0:
            names = self._repeated(lowest, len(high))
            return self._below_years(high, names) if names else None
        goes_on = above is not None and _ENDS_IN_FIGURE.search(above.text) is not None  # a title between rows
        if high or goes_on or self._fully(lowest.text.strip()):
            return None
        names = self._parted(lowest, len(self._columns))
        return self._told((names,)) if names else None

    def _is_title(self, line: Line, spans: Sequence[Span]) -> bool:
        """Whether a line is a title or a sentence over the table: a single cell from left of the values on."""
        text = line.text.strip()
        if _SENTENCE.search(text):
            return True
        return len(split(line.text, _WIDE)) == 1 and spans[0][0] < self._columns[0][0] - max(
            _LEFT_OF, spans[0][1] - spans[0][0] - _LEFT_OF
        )

    def _is_year(self, line: Line, span: Span) -> bool:
        return _YEAR.fullmatch(line.text[slice(*span)].strip()) is not None

    def _year_named(self, cell: Cell) -> int | None:
        return header_year(cell.clean, self._year)

    def _years_of(self, line: Line) -> list[Cell]:
        """The years of a line that holds nothing else."""
        found = [Cell(one.group(), line, *one.span()) for one in _YEARS.finditer(line.text)]
        rest = _YEARS.sub("", line.text).strip()
        return found if found and not rest else []

    def _repeats(self, years: Sequence[Cell]) -> int:
        """After how many years they are the same ones again; 0 where they are not."""
        named = [self._year_named(one) for one in years]
        for each in range(2, len(named) // 2 + 1):
            if len(named) % each == 0 and named == named[:each] * (len(named) // each):
                return each if None not in named and len(set(named[:each])) == each else 0
        return 0

    def _joined(self, tiers: Sequence[_Tier], count: int) -> list[Cell]:
        """The heads of so many columns, each with the words of it from all lines; none where their number differs."""
        most = max((len(spans) for _, spans in tiers), default=0)
        if most != count:
            return []
        base = next(spans for _, spans in tiers if len(spans) == most)
        parts: list[list[Cell]] = [[] for _ in base]
        for line, spans in tiers:
            places = range(count) if len(spans) == count else [_nearest(one, base) for one in spans]
            for place, (a, b) in zip(places, spans, strict=True):
                parts[place].append(Cell(line.text[a:b], line, a, b))
        self.used |= {line.number for line, _ in tiers}
        return [Cell(" ".join(one.text for one in part), part[-1].line, part[-1].start, part[-1].end) for part in parts]

    def _over_years(
        self, years: Sequence[Cell], tiers: Sequence[tuple[Line, list[Span]]]
    ) -> tuple[GridRow, ...] | None:
        """Heads over years that come again below each of them."""
        each = self._repeats(years) if len(years) == len(self._columns) else 0
        if not each:
            return None
        groups = len(years) // each
        low = len(tiers)
        while low and len(tiers[low - 1][1]) == groups:
            low -= 1
        names = self._joined(tiers[low:], groups)
        if not names or not all(self._heads(one.clean) for one in names):
            return None
        spread: list[Cell | None] = [names[place // each] if place % each == 0 else None for place in range(len(years))]
        return (None, *spread), (None, *years)

    def _below_years(self, years: Sequence[Cell], names: Sequence[Cell]) -> tuple[GridRow, ...] | None:
        """Years over heads that come again below each of them."""
        named = [self._year_named(one) for one in years]
        if len(years) < 2 or None in named or len(set(named)) < len(named) or len(names) % len(years):
            return None
        each = len(names) // len(years)
        texts = [one.clean.lower() for one in names]
        if each < 2 or texts != texts[:each] * len(years) or not all(self._heads(one.clean) for one in names[:each]):
            return None
        spread: list[Cell | None] = [years[place // each] if place % each == 0 else None for place in range(len(names))]
        return (None, *spread), (None, *names)

    def _told(self, rows: tuple[Sequence[Cell], ...]) -> tuple[GridRow, ...] | None:
        """Heads without years, where each says what is below it and one names a metric."""
        texts = [one.clean for one in rows[0]]
        if len(set(texts)) < len(texts) or not all(map(self._heads, texts)):
            return None
        if not any(map(self._names, (*texts, self._title(rows[0])))):
            return None
        return ((None, *rows[0]),)

    def _title(self, heads: Sequence[Cell]) -> str:
        """The line right above the heads."""
        first = min([*self.used, *(one.line.number for one in heads)])
        return next((line.text.strip() for line in reversed(self._lines) if line.number < first), "")

    def _heads(self, text: str) -> bool:
        """Whether a text may be a head: it says how what is below is counted, names a metric or a class."""
        bare = _BRACKET.sub("", text)
        if _SAYS_WHAT.fullmatch(text) or _SAYS_WHAT.fullmatch(bare):
            return True
        found = self._know.lexicon.find(printed_form(bare))
        return bool(found.hits or found.classes or found.marks.get("total"))

    def _names(self, text: str) -> bool:
        return names_metric(text, self._know)

    def _fully(self, text: str) -> bool:
        """Whether a text is a head from its first word to its last."""
        bare = _BRACKET.sub("", text)
        if _SAYS_WHAT.fullmatch(text) or _SAYS_WHAT.fullmatch(bare):
            return True
        form = printed_form(bare)
        found = self._know.lexicon.find(form)
        return any(hit.start == 0 and hit.end == len(form) for hit in found.hits) or any(
            a == 0 and b == len(form) for a, b, _ in found.classes
        )

    def _parted(self, line: Line, count: int) -> list[Cell] | None:
        """The words of a line in so many parts, each of which is a head; a word over the labels may be first."""
        text = line.text
        spans = words(text)
        if not is_latin(text) or "\t" in text or len(spans) > 18 or _SENTENCE.search(text):
            return None
        for first in range(min(3, len(spans))):
            if first and _CORNER.fullmatch(text[spans[0][0] : spans[first - 1][1]]) is None:
                continue
            left = spans[first:]
            for cuts in combinations(range(1, len(left)), count - 1):
                parts = [(left[a][0], left[b - 1][1]) for a, b in pairwise((0, *cuts, len(left)))]
                if all(self._fully(text[a:b]) for a, b in parts):
                    return [Cell(text[a:b], line, a, b) for a, b in parts]
        return None

    def _repeated(self, line: Line, times: int) -> list[Cell] | None:
        """The heads of a line that come so many times, as many of them as there are columns."""
        spans = words(line.text)
        said = [line.text[a:b].lower() for a, b in spans]
        each = len(said) // times
        if len(said) % times or said != said[:each] * times:
            return None
        wanted = len(self._columns) // times
        for cuts in combinations(range(1, each), wanted - 1):
            parts = list(pairwise((0, *cuts, each)))
            if all(self._fully(line.text[spans[a][0] : spans[b - 1][1]]) for a, b in parts):
                found = [
                    (spans[a + turn * each][0], spans[b - 1 + turn * each][1])
                    for turn in range(times)
                    for a, b in parts
                ]
                return [Cell(line.text[a:b], line, a, b) for a, b in found]
        return None


def _nearest(span: Span, base: Sequence[Span]) -> int:
    """Which of the spans in a line above or below has its middle nearest to that of another."""
    middle = span[0] + span[1]
    return min(range(len(base)), key=lambda place: abs(base[place][0] + base[place][1] - middle))
