"""Units that a sentence tells by subject for tables that print none: 排放以公吨二氧化碳当量、能源以兆瓦时列示.

`Energy is reported in gigawatt hours, water in thousand cubic metres.` holds for the tables of its page and of the
pages after it, until another sentence tells of the same subject.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.tables.model import Row, Table
from cnesg.extraction.tables.page_paragraphs import goes_on
from cnesg.extraction.tables.reading.counting_labels import counts_things, named_in_words, names_share
from cnesg.extraction.tables.rows.one_script import as_printed
from cnesg.extraction.tables.rows.units import TableUnits
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading
from cnesg.model.records import BoundingBox
from cnesg.text import Line, Page

_TELLS = regex(
    r"[列披]示|列[报報]|呈[列报報]|表示|[计計]量|[为為]?[单單]位"
    r"|(?i:\b(?:reported|presented|stated|shown|given|expressed|measured|disclosed|quoted|is|are) in\b)"
)
_BELOW = 2.5  # heights of a line, from the last row of a table to a unit under it
_END = regex(r"[。!?]|\.(?=\s|$)|(?<=[\u4e00-\u9fff]);")
_CHINESE = regex(
    r"(?:^|[,、;:及和])(?P<subject>[\u4e00-\u9fff和及与、/]{2,20}?)[均则]?[以按](?P<unit>[^以、,;:]{1,24}?)"
    r"(?:[为作](?:计量)?单位|[来]?(?:列示|列报|披露|呈列|呈报|表示|计量|计算|计))?(?=[、,;及和]|$)"
)
_UNIT_OF = regex(
    r"(?:^|[,、;:])(?P<subject>[\u4e00-\u9fff和及与、/]{2,20}?)的?(?:计量)?单位[均]?[为是](?P<unit>[^,、;:]{1,24})"
)
_ENGLISH = regex(
    r"(?i)(?:^|[,;:(] ?|\band )(?:(?:and|while|with|unless [a-z ]+ ?, ?) )?"
    r"(?P<subject>[a-z][a-z &/-]{2,60}?) (?:(?:data|figures|values|is|are|being|all) )*"
    r"(?:(?:reported|presented|stated|shown|given|expressed|measured|disclosed|quoted) )?"
    r"in (?P<unit>[^,;:]{1,60}?)(?: unless [^,;]*| except [^,;]*)?(?=[,;:]|\s(?:and|while)\s|$)"
)
_BETWEEN = regex(r"[和及与、/,&]|\band\b|\s")
_SAYS_NOTHING = regex(
    r"all|our|the|of|a|total|group|data|figure|value|consumption|use|usage|amount|number|other|any|is|are|following"
    r"|th(?:is|ese)|table|report(?:ed)?|indicator|inventory|gas|gases|expressed|stated|shown|measured|presented|given"
)
_IN_UNIT = regex(  # in a sentence right above a table
    r"(?i)\b(?:reported|presented|stated|shown|given|expressed|measured|quoted) in (?P<unit>[^,;:.]{1,60}?)(?=[,;:.]|$)"
)
_UNLESS = regex(  # at the end of a sentence that leads to a table: …, in tonnes of CO2e unless stated otherwise.
    r"(?i)\bin (?P<unit>[^,;:]{1,60}?),? (?:unless|except where|except as)\b[^.]{0,40}"
    r"\b(?:stated|indicated|noted|shown|specified)"
)
_LEADS = regex(r"(?i)\b(?:tables?|below|following|overview)\b")
_LEADING = 3.5  # heights of a line, from such a sentence down to the table
_UNIT_LINE = regex(r"(?i)[(]?(?:(?:计量|数据)?单位|units?)\s?[:：]\s?(?P<unit>[^()]{1,24})[)]?")
_AROUND = regex(r"^(?:所有|全部|各类|总)?[用耗取](?=水)|(?:数据|数值|消耗量?|用量|总量|[使耗]用量?|量|数字)$")
_WATER = "水"
_EACH = regex(r"(?i)\b(?:per|intensity|ratio|average|rate)\b|每|密度|强度|平均|比率|/")
_GASES = frozenset({"温室气体", "碳排放", "ghg", "greenhouse", "carbon"})  # however a table names what is told
_MEASURES = frozenset({"co2", "mass", "energy", "volume", "money", "area", "power"})
_CAPTIONS = 2  # the nearest


class UnitsBySubject:
    """Remembers the units that sentences of a document told, and gives them to tables without any."""

    def __init__(self, units: TableUnits) -> None:
        self._units = units
        self._told: dict[str, str] = {}  # subject: unit as printed
        self._lines: Sequence[Line] = ()  # of the page heard last

    def hear(self, page: Page) -> None:
        """Take up what a page tells; pages come in order."""
        self._lines = page.lines
        end = 0  # of the paragraph taken up last
        for at, line in enumerate(page.lines):
            if at >= end and _may_tell(line.text) and _TELLS.search(line.text):
                begin, end = _paragraph(page.lines, at)
                joined = compact("\n".join(one.text for one in page.lines[begin:end]))[0].replace('"', "")
                self._told |= {subject: unit for part in _sentences(joined) for subject, unit in self._of(part)}

    def _of(self, sentence: str) -> Iterator[tuple[str, str]]:
        for form in (_CHINESE, _UNIT_OF, _ENGLISH):
            for found in form.finditer(sentence):
                unit = found["unit"].strip()
                if (reading := self._measure(unit)) is not None:
                    named = set(_subjects(found["subject"])) - _GASES
                    yield from ((subject, unit) for subject in (named | _GASES if "co2" in reading.kinds else named))

    def _measure(self, text: str) -> UnitReading | None:
        reading = self._units.of_cell(text) or self._units.inside(text)
        return reading if reading is not None and reading.unit and reading.kinds & _MEASURES else None

    def given(self, table: Table) -> Table:
        """The table with such a unit beside each row around which none stands.

        Args:
            table: a table as found, its parts overleaf under their heads.
        """
        of_all = self._of_all(table)
        if not self._told and of_all is None:
            return table
        over = (" ".join(table.corner), *table.captions[:_CAPTIONS])
        around = [_folded(text) for text in over if not _TELLS.search(text)]
        heads = [head for column in table.columns for head in column.headers]
        if self._units.first((), map(_folded, heads)) is not None:
            return table
        return replace(table, rows=tuple(self._with_unit(row, around, of_all) for row in table.rows))

    def _lines_along(self, table: Table) -> Iterator[tuple[int, BoundingBox]]:
        """The lines of the page, by number, that share some of a table's width, and their boxes."""
        x0, _, x1, _ = table.bbox
        for at, line in enumerate(self._lines):
            if line.bbox is not None and line.bbox[0] < x1 and line.bbox[2] > x0:
                yield at, line.bbox

    def _leading(self, table: Table) -> str | None:
        """The unit of a table that the end of the paragraph right above it tells."""
        top = table.bbox[1]
        for at, (_, y0, _, y1) in self._lines_along(table):
            if not -1 <= top - y1 < _LEADING * (y1 - y0) or not _UNLESS.search(_folded(self._lines[at].text)):
                continue
            begin, end = _paragraph(self._lines, at)
            said = _UNLESS.search(text := _folded(" ".join(line.text for line in self._lines[begin:end])))
            if said and _LEADS.search(text) and self._measure(said["unit"]) is not None:
                return said["unit"]
        return None

    def _of_all(self, table: Table) -> str | None:
        """The unit that a sentence right above a table tells of it, or that stands alone right below it."""
        if (leading := self._leading(table)) is not None:
            return leading
        for caption in table.captions[:1]:
            if (said := _IN_UNIT.search(_folded(caption))) and self._measure(said["unit"]) is not None:
                return said["unit"]
        foot = table.bbox[3]
        below = [
            self._lines[at] for at, (_, y0, _, y1) in self._lines_along(table) if -1 <= y0 - foot < _BELOW * (y1 - y0)
        ]
        if len(below) != 1 or not (named := _UNIT_LINE.fullmatch(_folded(below[0].text.strip()))):
            return None
        return named["unit"] if self._units.of_cell(named["unit"]) is not None else None

    def _with_unit(self, row: Row, around: Sequence[str], of_all: str | None) -> Row:
        label = _folded(row.label)
        parents = [_folded(text) for text in row.parents]
        texts = [label, *reversed(parents), *around]
        measured = row.notes or self._units.first((), texts) is not None
        if measured or counts_things(label) or names_share(label) or _EACH.search(label) or named_in_words(label):
            return row
        unit = next(filter(None, map(self._only_unit, (*around, *parents, label))), of_all)
        return replace(row, notes=(unit,), quoted=as_printed(row)) if unit is not None else row

    def _only_unit(self, text: str) -> str | None:
        """The unit of the subjects that a text names, where they have but one."""
        words = text.lower()
        units = {unit for subject, unit in self._told.items() if subject in words}
        return units.pop() if len(units) == 1 else None


def _folded(text: str) -> str:
    return compact(text)[0]


def _may_tell(text: str) -> bool:
    """Whether a line may tell a unit, at a look: most lines of a report in English don't."""
    return " in" in text.casefold() or not text.isascii()


def _paragraph(lines: Sequence[Line], at: int) -> tuple[int, int]:
    """Where the lines begin and end that stand around one on its left edge, each close below the one before."""
    begin, end = at, at + 1
    while begin > 0 and _goes_on(lines[begin - 1], lines[begin]):
        begin -= 1
    while end < len(lines) and _goes_on(lines[end - 1], lines[end]):
        end += 1
    return begin, end


def _goes_on(above: Line, below: Line) -> bool:
    if above.bbox is None or below.bbox is None:
        return False
    return goes_on(above.bbox, below.bbox, off=above.bbox[3] - above.bbox[1])


def _sentences(text: str) -> Iterable[str]:
    return (part.strip() for part in _END.split(text) if _TELLS.search(part))


def _subjects(text: str) -> Iterator[str]:
    """The words of a subject that tables would name it by: `Energy consumption data` by energy."""
    for word in _BETWEEN.split(text):
        plain = re.sub("(?<=...)s$", "", word.lower()) if word.isascii() else _AROUND.sub("", word)
        if (len(plain) > 1 or plain == _WATER) and not _SAYS_NOTHING.fullmatch(plain):
            yield plain
