"""Units that stand away from their numbers: in a unit column, a label, a header, a caption."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.figures.cell_units import unit_said_twice, without_one
from cnesg.extraction.figures.equivalents import as_gases
from cnesg.extraction.figures.hour_rates import per_hours
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.labels.bracketed_classes import BRACKETS
from cnesg.extraction.labels.column_units import without_about
from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.geometry.labels import join_lines
from cnesg.extraction.tables.rows.denominators import PRODUCT, REVENUE, denominator, is_number_of
from cnesg.extraction.tables.rows.lots_of_shares import for_one_share, paid_per_lot
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading, UnitTable

_NO_UNIT = regex(r"(?i)items?|years?|months?|people|年")  # says what stands below: `Item | Unit | 2023`
_LEAD = regex(
    r"^(?:单位|货币单位|金额单位|units?|in(?![a-z])|expressed in|measured in|stated in|均以|以)\s?[:：为]?\s*",
    re.IGNORECASE,
)
_CURRENCY = regex(r"\s*币种\s?[:：]?.*$")  # 单位:万元 币种:人民币, in every table of annual reports
_YEAR_FIRST = regex(r"^(?:19|20)\d\d\s?年(?:度|末|底)?+\s?(?=[\u4e00-\u9fff(])")  # 2022年|千港元, of two lines
_FOUR_DIGITS = regex(r"(?<![\d'])(?!(?:10{3,6}|0000)(?!\d))\d{4}")  # 1000 kWh is a unit, 2023 none
_CAPITAL = regex(r"[A-KM-Z]")  # a single one refers to a note
_SHORT = regex(r"([A-Za-z]{4,12}(?: [A-Za-z]{4,8})?) \(([A-Za-z]{1,4}[\d³²]?)\)(?=\s?/| per )")  # kilograms (kg) per km
_TAIL = regex(r"(?:计|表示|列示|unless otherwise stated|except .*)$", re.IGNORECASE)
_NAMED = regex(
    r"(?:单位|(?<![a-z])units?)\s?[:：]\s?(?:为|是)?\s?([^,，;；。|]{1,30})"
    r"|(?<![a-z])in ((?:thousands?|millions?|billions?|metric|us|hk|rmb)?[^,，;；。|()]{1,24})$",
    re.IGNORECASE,
)
_OF_YEAR = regex(r"(?i)(?<=[a-z)³])(?:, | in | \()(?:FY ?)?20\d\d\)?$")  # Tonnes, 2023
_MEASURES = frozenset(
    {"co2", "mass", "energy", "volume", "money", "intensity", "percent", "area", "power", "per_share", "rate"}
)
_EXCEPTION = (  # in tonnes unless otherwise indicated; 单位:吨(另有注明除外)
    r"\b(?:unless|except)\b[^()\[\]]*"
    r"|除?(?:另有|特别|其他|单独|另外|已)+(?:注明|说明|标[注明示]|列明|指明)(?:者|的|之)?(?:除外|以外|之外|外)?"
)
_EXCEPTED = regex(rf"(?i)[,;]?\s?[(\[](?:{_EXCEPTION})[)\]]|[,;]?\s?(?:{_EXCEPTION})[,;]?")
_LONGEST_TAIL = 5
_OF_A_SUBSTANCE = frozenset({"mass", "volume"})
_SUBSTANCE = regex(r"[A-Za-z][A-Za-z\d]{1,11}")
_STROKE = regex(r"(?<=[\u4e00-\u9fff)])\s?/\s?([^/\s\d]{1,12})$")
_IN_THOUSANDS = regex(  # tonnes in '000s, m3 (in thousands), kWh in millions
    r"(?:\bin |^|[(\[])(\S+(?: \S+)?),? \(?in ('?000s?|thousands?|millions?)\b", re.IGNORECASE
)
_MONEY_IN = regex(  # RMB in millions
    r"((?:US|HK|C|S|A|NT)?\$|RMB|CNY|HKD|USD|EUR|GBP|AUD|CHF|TWD|NTD|yen|yuan|€|£)"
    r"\s?\(?in (thousands?|millions?|billions?)\b",
    re.IGNORECASE,
)
_RUPEES_IN = regex(  # Rs. in crore, ₹ in lakhs
    r"(?i)^(Rs\.?|₹|INR|rupees) \(?in (crores?|lakhs?|lacs?|millions?|thousands?|billions?)\)?$"
)
_SCALE_AND_CURRENCY = regex(r"(?i)^(?:in )?(thousand|million|billion)s?, ((?:[A-Z]{1,2})?[$€£¥₹]|[A-Z]{3})$")
_SCALE_WORD = regex(  # Million hours worked; Hours worked, thousands
    r"^(?:(?:total|number of)\s)*(millions?|thousands?|billions?) (?:of )?[a-z]"
    r"|(?:[,;–-]\s(?:in )?|(?<=hours) in )(millions|thousands|billions)$",
    re.IGNORECASE,
)
_HOURS_IN_LETTERS = regex(r"\bhours?\b.*[(\[](?:in )?([km])(?: ?(?:hours|hrs))?[)\]]", re.IGNORECASE)
_CO2E = regex(r"CO\s?2[\s-]{0,2}e(?:q(?:uivalents?|\.)?)?(?![A-Za-z])", re.IGNORECASE)
_CO2E_TWICE = regex(r"carbon dioxide[- ]equivalents? ?\(CO2e\)", re.IGNORECASE)
_CO2E_FIRST = regex(r"^(?:of )?CO2e? ?\((?:in )?([A-Za-z' \d]+)\)", re.IGNORECASE)  # CO2 equivalent (in tonnes)
_THOUSANDS_BEHIND = regex(r"^([A-Za-z]\w*³?) ?('000)s?(?=$| ?/| per )")  # kWh'000, m3 '000/employee
_THOUSANDS_GLUED = regex(r"^'?000\s?(?!s\b)(?=[A-Za-z])")  # Ore milled (000t)
_ONE = regex(  # tCO2e/RMB1 million, RMB1.00M
    r"\b(RMB|CNY|HKD|HK\$|USD|EUR) ?1(?:\.0+)? ?(?=millions?\b|billions?\b|m\b|mn\b|bn?\b)", re.IGNORECASE
)
_NESTED = regex(r"[(\[]([^()\[\]]*\([^()]*\)[^()\[\]]*)[)\]]$")  # Intensity (tonne/revenue (RMB million))
_DONE_WITH = regex(r"(?i)\s(?:withdrawn|consumed|used|discharged|generated|emitted)(?=\s?/)")  # t withdrawn/t
_IN = regex(r"^(?:in|of) ", re.IGNORECASE)  # per revenue in HK$ million
_INTENSITY = frozenset({"intensity"})
_RATE = frozenset({"intensity", "rate"})
_OVER_WHAT = regex(r"(?:of )?[A-Za-z-]+(?: [A-Za-z-]+){0,4}")  # kgCO2e/m3 | of waste water treated
_BELOW = regex(r"^\s?(?:/|per\s)\s?(\S.{0,40})$", re.IGNORECASE)
_MONEY = regex(
    r"((?:US|HK|C|S|A|NT|R)?\$|[¥€£₹]|Rs\.?|[A-Z]{3})\s?'?(000s?|k|mn?|bn?|tn|thousands?|millions?|billions?)?",
    re.IGNORECASE,
)
_THOUSANDS_FIRST = regex(r"^([TKk]\s?)(€|EUR|CHF|USD|GBP|£)$")  # T€, kEUR
_MILLIONS_FIRST = regex(r"^(M\s?)(€|EUR|CHF|USD|GBP|£|SEK|NOK|DKK)$")  # MEUR
_OVER_MONEY = regex(  # MWh/$M, t CO2e/US$m revenue
    rf"(?i)(\S+(?:\s\S+){{0,2}}?)\s?(?:/|per\s)\s?((?:revenue\s)?(?:{_MONEY.pattern}))"
    r"(?: (?:of )?(?:(?:group|total|net|company|consolidated|our|operating) ){0,2}"
    r"(?:revenues?|turnover|sales|income|earnings))?$"
)
_LETTERS = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}
_SCALES = {1e3: " thousand", 1e4: " 10k", 1e5: " lakh", 1e6: " million", 1e7: " crore", 1e8: " 100m", 1e9: " billion"}
_IN_PERCENT = regex(r"(?i)percentage|(?:rate|share|percentage|proportion|ratio),? [(\[]?(?:in )?%[)\]]?")  # Rate (%)
_REGION = regex(r"(?i)\b(?:hong kong|macau|macao) S\.?A\.?R\.?(?![a-z])")  # no Saudi riyals
_CURRENCY_SIGNS = (  # letters and words of sentences, elsewhere
    (regex(r"^R(?=\s?(?:'?000|millions?|mil|mn|m|bn|billions?)$)"), "ZAR "),
    (regex(r"^RM(?=$|\s?(?:'?000|million|mil\b|mn\b))"), "MYR"),
    (regex(r"^Rs\b\.?"), "INR"),
    (regex(r"(?i)\bwon$"), "KRW"),
)
_WHOSE_SHARE = regex(
    r"(?:of )?(?:all |total |our )?(?:wom[ae]n|females?|m[ae]n|males?|employees|workforce|headcount)", re.IGNORECASE
)
_COUNT_AND_SHARE = regex(  # Number (percentage) of employees: both, one in brackets, stand in each cell
    r"(?i)\b((?:number|no\.?|headcount|count)(?: of [a-z]+)?) \((?:percentages?|per ?cent|%)\)"
)
_RATIO_BEHIND = regex(r",\s([^\s,]{1,12} per [^,]{3,40})$")  # Emissions intensity, tCO2e per '000 USD revenue
_UNIT_BEFORE_BRACKET = regex(r",\s[^\s,()]{1,12}\s\([^()\d]{4,40}\)")  # Total energy, GWh (as primary energy)
_NUMBER_IN = regex(  # No. of persons
    r"^(?:no\.?|nos\.?|number|total number) (?:of )?(?=[a-z])|^# (?:of )?(?=[a-z])", re.IGNORECASE
)
_A_YEAR = regex(
    r"(?i)(?<=[a-z0-9\u4e00-\u9fff])\s?/\s?(?:year|yr|y|annum|a|年)$|(?<=[a-z]) (?:per (?:year|annum)|p\.a\.)$"
)  # hours/employee/year
_MARK_BEHIND = regex(r"(?<=[A-Za-z]{4})[¹²³⁴-⁹]{1,2}$")  # in tCO2 equivalent¹; not km²
_THEME = "People"  # People | Employee engagement (%)
_PERSONS = regex(
    r"(?:employees?|staff|colleagues|workers|ftes?|heads|full[- ]time equivalents?)(?: \(ftes?\))?", re.IGNORECASE
)
_HAN = regex(r"[\u4e00-\u9fff]")
_LONGEST_UNIT = 80  # characters of a unit in both languages
_EACH_LANGUAGE = regex(  # a unit over another, said in both languages
    r"([^\u4e00-\u9fff]*/[^\u4e00-\u9fff]*[^\u4e00-\u9fff\s])[\s/(]{1,2}([\u4e00-\u9fff][^A-Za-z]*/[^A-Za-z]*[^A-Za-z)])\)?"
    r"|([\u4e00-\u9fff][^A-Za-z]*/[^A-Za-z]*[^A-Za-z\s(])[\s(]{1,2}([A-Za-z][^\u4e00-\u9fff]*/[^\u4e00-\u9fff]*[^\u4e00-\u9fff)])\)?"
)
_EACH_HEADS = regex(r"每(百|千|万|100|1,?000)[名位个]?(?:工人|员工|雇员|职工)[^,，]{0,8}率")
_HEAD_COUNTS = {"百": "100", "千": "1,000", "万": "10,000", "100": "100", "1,000": "1,000", "1000": "1,000"}
_PER_HEADS = regex(
    r"\bper\s(?P<count>1(?:,?0)?,?00(?:,?000?)?|hundred|thousand)\s"
    r"(?:full[- ]time (?:equivalent )?)?(?:FTEs?|employees|workers|staff|colleagues)(?: \(FTE\))?$",
    re.IGNORECASE,
)


class TableUnits:
    """Reads units from the texts around a value."""

    def __init__(self, units: UnitTable) -> None:
        self._units = units
        self._whole = lru_cache(maxsize=4096)(units.whole)  # labels have the same last words
        self.of_cell = lru_cache(maxsize=4096)(self._of_cell)
        self.inside = lru_cache(maxsize=4096)(self._inside)
        self.around = lru_cache(maxsize=256)(self._around)  # rows of one group have the same texts around them

    def _of_cell(self, text: str) -> UnitReading | None:
        """The unit that a cell of a unit column names: `tCO2e`, `GJ per thousand boe`, `$ million`, 万元."""
        if (both := self._over_another_twice(text.strip())) is not None:
            return both
        text = _TAIL.sub("", _LEAD.sub("", _CURRENCY.sub("", without_one(text.strip())))).strip()
        for sign, code in _CURRENCY_SIGNS:
            text = sign.sub(code, text)
        text = _NUMBER_IN.sub("", _A_YEAR.sub("", text))
        text = _SCALE_AND_CURRENCY.sub(r"\1 \2", _RUPEES_IN.sub(r"INR \2", text))
        text = _CO2E_FIRST.sub(r"\1 CO2e", _DONE_WITH.sub("", _CO2E_TWICE.sub("CO2e", _CO2E.sub("CO2e", text))))
        text = _ONE.sub(r"\1 ", _THOUSANDS_BEHIND.sub(r"\2 \1", _THOUSANDS_GLUED.sub("thousand ", text)))
        if (short := _SHORT.match(text)) and _same(self._whole(short[1]), self._whole(short[2])):
            text = short[2] + text[short.end() :]
        if _FOUR_DIGITS.search(text) or _CAPITAL.fullmatch(text):
            return None
        if (rate := _per_hours(text) or per_heads(text)) is not None:
            return rate
        twice = self._said_twice(text) if "0,000" in text else None  # the other language's way to say 万
        if (many := twice or self._in_thousands(text)) is not None:
            return many
        reading = self._units.read(text, 0)
        over_money = _OVER_MONEY.match(text)
        known = self._whole(text)
        over_other = known is not None and known.family not in {None, "money"}  # FTE and boe are no currencies
        if over_money is not None and not over_other and (above := self._whole(over_money[1])) is not None:
            return self._over(above, over_money[2])
        found = known or self._money(text) or self._beginning(text, reading)
        return found or (PERCENT if _IN_PERCENT.fullmatch(text) else self._said_twice(text))

    def _over_another_twice(self, text: str) -> UnitReading | None:
        """A unit over another in both languages: MWh/employee 兆瓦时/员工; the Chinese one holds."""
        twice = _EACH_LANGUAGE.fullmatch(text) if "/" in text and len(text) < _LONGEST_UNIT else None
        if twice is None:
            return None
        one, other = (self.of_cell(unit) for unit in twice.groups() if unit)
        both = one is not None and other is not None and one.unit and other.unit
        return (one if _HAN.match(text) else other) if both else None

    def gases_behind(self, label: str) -> UnitReading | None:
        """The unit of greenhouse gases in a label's brackets: rows below it (范围一, 范围二) leave it out."""
        clean = compact(label)[0] if label.endswith((")", "）")) else ""
        reading = self.inside(clean) if clean else None
        gases = as_gases(clean, reading) if reading is not None else None  # 二氧化碳当量排放量(千公吨)
        return gases if gases is not None and gases.unit == "tCO2e" else None

    def measures(self, label: str) -> bool:
        """Whether a label gives a unit of measure in brackets, and so says more than a class: Landfill (tons)."""
        reading = self.inside(compact(label)[0]) if label.endswith((")", "）")) else None
        return reading is not None and reading.unit not in {"", "%", "persons", "count"}

    def _said_twice(self, text: str) -> UnitReading | None:
        """A unit in both languages: 万千瓦时 10,000 kWh."""
        chinese = unit_said_twice(text)
        return self.of_cell("%" if chinese == "百分比" else chinese) if chinese is not None else None

    def _beginning(self, text: str, reading: UnitReading | None) -> UnitReading | None:
        """The unit that a text begins with, where what follows only says of what: `t of product`, `tCO2e (equity)`."""
        if reading is not None and (below := _BELOW.match(text[reading.end :])):
            return self._over(reading, below[1])
        rest = text[reading.end :].strip() if reading else ""
        if reading is not None and reading.unit == "%" and _WHOSE_SHARE.fullmatch(rest):
            return reading  # Gender diversity (% women)
        over_what = len(rest) <= 14 or PRODUCT.search(rest[:60]) or _OVER_WHAT.fullmatch(rest)
        if reading is not None and reading.family is not None and over_what:
            return reading  # tCO2e/t Cu-eq: what is made does not change what is measured
        if reading is not None and reading.unit and reading.kinds & _OF_A_SUBSTANCE and _SUBSTANCE.fullmatch(rest):
            return reading  # tonnes SO2, m3 water
        measured = reading is not None and reading.unit and reading.kinds & _MEASURES
        return reading if measured and re.match(r"[(/\[,;*]|per\b|of\b|equiv", rest) else None

    def _money(self, text: str) -> UnitReading | None:
        """An amount of money in letters: `$M`, `US$bn`, `RMB'000`, `HK$'m`."""
        found = _MONEY.fullmatch(_MILLIONS_FIRST.sub(r"\2 m", _THOUSANDS_FIRST.sub(r"\2 k", text)))
        if found is None or (base := self._whole(found[1])) is None:
            return None
        named = (found[2] or "").lower()
        scale = 1e3 if named.startswith(("0", "th")) else _LETTERS.get(named[:1], 1.0)
        return UnitReading(scale, base.unit, base.kinds, None, 0, len(text))

    def _over(self, above: UnitReading, below: str) -> UnitReading | None:
        """A unit over something the unit table has no name for: tonnes per boe, `MWh/$M`."""
        if above.family is not None or not above.unit:
            return above if above.unit else None
        bottom = _IN.sub("", REVENUE.sub("", below.strip(" ()")).strip())
        money = self._money(bottom) or self._whole(bottom)
        if money is not None and "money" in money.kinds:
            unit = f"{above.unit}/{money.unit}{_SCALES.get(money.scale, '')}"
            return UnitReading(above.scale, unit, _INTENSITY, "money", 0, 0)
        inner = re.search(r"\(([^()]+)\)?$", below)  # per total floor area (m2)
        if inner is not None and (over := self._whole(f"t/{inner[1]}")) is not None and over.family:
            return UnitReading(above.scale, f"{above.unit}{over.unit[1:]}", _INTENSITY, over.family, 0, 0)
        family, named = denominator(bottom)
        if family == "other" and REVENUE.search(below):  # per mil revenue
            family = "money"
        below = named if is_number_of(bottom) else bottom
        return UnitReading(above.scale, f"{above.unit}/{below}", _INTENSITY, family, 0, 0)

    def _inside(self, text: str) -> UnitReading | None:
        """The unit that a label, header or caption names: in brackets, after `Unit:`, or as its last words."""
        text = _REGION.sub("", without_exceptions(without_about(text)))
        rest = _YEAR_FIRST.sub("", text)
        reading = self._named(rest if is_unit(rest) else _OF_YEAR.sub("", _CURRENCY.sub("", text)))
        return paid_per_lot(text) if reading is None else for_one_share(reading, text)  # 每10股派息数（元）

    def _named(self, text: str) -> UnitReading | None:
        text = _COUNT_AND_SHARE.sub(r"\1", text)
        for inner in (*_NESTED.findall(text), *reversed(BRACKETS.findall(text))):
            for part in (inner, *re.split(r"[,，;；]", inner)):
                reading = self.of_cell(part)
                if reading is not None and (reading.unit or reading.scale != 1):
                    return reading
        plain = BRACKETS.sub("", text).strip()
        if (rate := _per_hours(plain) or per_heads(plain)) is not None:
            return rate
        if (money := _MONEY_IN.search(text)) and (reading := self._whole(f"{money[1]} {money[2]}")):
            return reading
        if (many := self._in_thousands(text)) is not None:
            return many
        named = _NAMED.search(text)
        if named is not None:
            reading = self._whole((named[1] or named[2]).strip())
            if reading is not None:
                return reading
        read = self.of_cell(text) or self._at_end(text) or self._behind_slash(text) or self._scale_only(text)
        behind = _RATIO_BEHIND.search(text) if read is None else None
        read = self.of_cell(behind[1]) if behind is not None else read
        return read or (self._at_end(plain) if _UNIT_BEFORE_BRACKET.search(text) else None)

    def _behind_slash(self, text: str) -> UnitReading | None:
        """The unit that a Chinese label sets apart from its words by a stroke: 用电量/兆瓦时, but not 吨标煤/万元."""
        found = _STROKE.search(text) if "/" in text else None
        if found is None or any(self._whole(text[max(0, found.start() - n) : found.start()]) for n in range(1, 4)):
            return None
        reading = self._whole(found[1])
        return reading if reading is not None and reading.unit else None

    def _scale_only(self, text: str) -> UnitReading | None:
        """A scale beside the name of what is counted: `Million hours worked`, `Training hours (k)`."""
        found = _SCALE_WORD.search(text)
        if found is not None:
            return self._whole((found[1] or found[2]).lower())
        letter = _HOURS_IN_LETTERS.search(text)
        return self._whole("million" if letter[1] in "mM" else "thousand") if letter is not None else None

    def _in_thousands(self, text: str) -> UnitReading | None:
        """A unit with its scale behind it: `kWh in '000s`, `m3 (in thousands)`."""
        found = _IN_THOUSANDS.search(text)
        reading = self._whole(found[1]) if found is not None else None
        if found is None or reading is None:
            return None
        return _scaled(reading, 1e6 if found[2].lower().startswith("m") else 1e3)

    def _at_end(self, text: str) -> UnitReading | None:
        """The last words of a text, if they are a unit of measure that means nothing else."""
        words = text.split()
        for count in range(min(_LONGEST_TAIL, len(words) - 1), 0, -1):
            tail = " ".join(words[-count:]).lstrip("-–—,;: ")
            before = words[-count - 1].lower()
            if tail.isdigit() or before == "per":
                continue  # `per year per employee` is no unit, nor a part of one
            alone = before == "in" or before.endswith((",", ";")) or (tail == "t" and before.isalpha())
            if len(tail.strip("[]()")) < 2 and not alone:
                continue  # a letter is a unit where it is set apart, that of tonnes behind any word: Hazardous waste t
            reading = self._whole(tail)
            if reading is not None and reading.unit and reading.kinds & _MEASURES:
                return reading
        return None

    def _around(self, texts: tuple[str, ...]) -> tuple[UnitReading | None, list[UnitReading]]:
        """The unit that what stands around a table's rows gives, and each that it names, the nearest first."""
        unmarked = (_MARK_BEHIND.sub("", one) for one in texts)
        clean = [text for text in (compact(one)[0] for one in unmarked) if not _NO_UNIT.fullmatch(text.strip())]
        readings = [reading for text in clean if (reading := self.inside(text)) is not None and reading.unit]
        return self.first((), clean), readings

    def first(self, notes: Iterable[str], texts: Iterator[str] | Iterable[str]) -> UnitReading | None:
        """The unit of a value without one of its own: from its row's unit column, else from the nearest text."""
        notes = tuple(notes)
        joined = (join_lines(notes),) if len(notes) > 1 else ()
        for note in (*joined, *notes):
            reading = self.of_cell(note) or (_HEADS if _PERSONS.fullmatch(note.strip()) else None)
            if reading is not None:
                label = next(iter(texts), "")
                own = self.inside(label) if note.strip() == _THEME else None
                return own if own is not None and own.unit else for_one_share(reading, label)
        scale: UnitReading | None = None
        for text in texts:
            reading = self.inside(text)
            if reading is None:
                continue
            if reading.unit:
                return reading if scale is None else _scaled(reading, scale.scale)
            scale = scale or reading
        return scale


def without_exceptions(text: str) -> str:
    """A line on units without what says that some rows have another: `in tonnes unless otherwise stated`."""
    if "除" in text or "另有" in text or "nless" in text or "xcept" in text:
        return _EXCEPTED.sub("", text).strip()
    return text


def _per_hours(text: str) -> UnitReading | None:
    """A frequency by hours worked: `per million hours`."""
    unit = per_hours(text)
    return UnitReading(1.0, unit, _RATE, "time", 0, 0) if unit is not None else None


def per_heads(text: str) -> UnitReading | None:
    """A frequency by head: `per 100 FTE`, `per 1,000 employees`, 每千名工人意外率.

    Args:
        text: the text that may name one.
    """
    if (han := _EACH_HEADS.search(text)) is not None:
        return UnitReading(1.0, f"per {_HEAD_COUNTS[han[1]]} employees", _RATE, "time", 0, 0)
    found = _PER_HEADS.search(text)
    if found is None:
        return None
    return UnitReading(1.0, f"per {found['count'].lower()} employees", _RATE, "time", 0, 0)


def _same(one: UnitReading | None, other: UnitReading | None) -> bool:
    """Whether two texts are one unit."""
    return one is not None and other is not None and (one.unit, one.scale) == (other.unit, other.scale)


def _scaled(reading: UnitReading, scale: float) -> UnitReading:
    return UnitReading(reading.scale * scale, reading.unit, reading.kinds, reading.family, 0, 0)


_HEADS = UnitReading(1.0, "persons", frozenset({"persons"}), None, 0, 0)
PERCENT = UnitReading(1.0, "%", frozenset({"percent"}), None, 0, 0)


def with_unit(number: Number, reading: UnitReading, printed: str | None = None) -> Number:
    """A number whose unit stands elsewhere, maybe as printed there; a scale word of its own multiplies the table's."""
    return Number(
        number.value * reading.scale, reading.unit or number.unit, reading.kinds if reading.unit else number.kinds,
        reading.family, number.start, number.end, number.unit_end, number.raw_value,
        number.raw_unit if printed is None else printed, number.qualifier, number.printed, number.spelled,
    )  # fmt: skip
