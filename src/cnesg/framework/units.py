"""Units as reports print them: reading a unit from text, and converting a value to a metric's unit.

The tokens and factors are data (`methodology/units.yaml`). Reading happens on folded text (`cnesg.text.normalise`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources.abc import Traversable

from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Basis, Definition, Sourced
from cnesg.framework.regexes import regex
from cnesg.framework.unit_spellings import respelled, with_scale_first
from cnesg.framework.word_patterns import any_of_pieces
from cnesg.framework.yaml_files import of_folder, parse_yaml, validate_entries


class ScaleWord(Definition):
    """A word that multiplies the number before it: 万, million."""

    factor: float = Field(gt=0)
    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()


class Unit(Definition):
    """A unit: its plain name, the kinds of quantity it may measure, and its size in the base of its family.

    `scale` multiplies the printed number (half a kilogram for 斤), so that the value is given in `unit`. `cased`
    tokens are matched with their case: Mt is a million tonnes, mt a metric ton.
    """

    unit: str
    kinds: tuple[str, ...] = Field(min_length=1)
    base: str
    factor: float = Field(gt=0)
    divide_by: float = Field(default=1.0, gt=0)
    scale: float = Field(default=1.0, gt=0)
    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    cased: tuple[str, ...] = ()
    basis: Basis | None = None
    reference: str | None = None

    @property
    def size(self) -> float:
        """One unit in units of the base."""
        return self.factor / self.divide_by


class Denominator(Definition):
    """What may stand below the line of an intensity; `of` are Chinese words behind it that say of what: 港元|收益."""

    unit: str
    family: str
    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    of: tuple[str, ...] = ()


class WeightEquality(Sourced):
    """Metrics for which a tonne and a cubic metre are the same amount; `metrics` are beginnings of names."""

    metrics: tuple[str, ...]
    units: tuple[str, str]


class UnitFile(Sourced):
    """The whole of `units.yaml`."""

    scales: tuple[ScaleWord, ...]
    after_currency: dict[str, float]
    units: tuple[Unit, ...]
    denominators: tuple[Denominator, ...]
    same_by_weight: WeightEquality


@dataclass(slots=True, unsafe_hash=True)
class UnitReading:
    """A unit found in text. Not frozen for speed alone, a report has many thousands; nothing changes one.

    Attributes:
        scale: what the printed number is to be multiplied with.
        unit: plain name, with what stands below the line: `t`, `MWh/employee`, `tCO2e/USD million`; empty when only
            a scale word was found.
        kinds: the kinds of quantity that the unit may measure.
        family: what the denominator counts (employee, money, production, ...); None without one.
        start: offset of its first character.
        end: offset after its last character.
    """

    scale: float
    unit: str
    kinds: frozenset[str]
    family: str | None
    start: int
    end: int


_SCALE_NAMES = {
    1e3: "thousand",
    1e4: "10k",
    1e5: "lakh",
    1e6: "million",
    1e7: "crore",
    1e8: "100m",
    1e9: "billion",
    1e2: "100",
    10.0: "10",
}
_NATIONAL = "人民币"
_PLURAL = regex(r"(?<=[A-Za-z])\(e?s\)$")  # case(s)
_MOST_SPELLINGS = 3
_LONGEST_MONEY = 24  # characters of a currency with its scale word
_SCALE_OF_YUAN = regex(r"(?:百?万|亿|千万?)$")
_TIMES_BEHIND = regex(r"(?i)\s\(?in ('?000s?|thousands|millions)(?![ -]?\w)\)?")  # 65.0 MWh in thousands
_LETTERS = {"m": 1e6, "mm": 1e6, "mn": 1e6, "k": 1e3, "bn": 1e9}  # behind a currency
_MONEY_LETTERS = {"R": "zar", "N": "ngn", "RM": "myr"}  # R13.2 million, N3.4 billion, RM26,400
_ENDS_MONEY = frozenset(letters[-1] for letters in _MONEY_LETTERS)
_LETTER_MONEY = regex(r"(?<![\w$.-])(RM?(?= ?$)|N(?=$))")
_AMOUNT = regex(  # R22 and N95 are no amounts of money
    r"\d[\d,.]*(?:\s?(?:million|billion|trillion|thousand|[mMkK]|mn|MN|bn|BN)\b|(?<=,\d{3})(?!\d))"
)
_TIME_FAMILIES = {"time", "day", "month", "year"}
_EVENTS = {"cases", "count", "persons"}
_LOTS_OF_HOURS = {1e5: "100,000", 2e5: "200,000", 1e6: "million"}


class UnitTable:
    """All units, compiled for reading. Build it once: see `load_units`."""

    def __init__(self, data: UnitFile) -> None:
        self.data = data
        self._units: dict[str, Unit] = {}
        self._cased: dict[str, Unit] = {}
        self._by_name: dict[str, Unit] = {}
        for one in data.units:
            self._cased.update(dict.fromkeys(one.cased, one))
            self._units.update(dict.fromkeys((t.lower() for t in (*one.en, *one.zh)), one))
            self._by_name.setdefault(one.unit, one)
        self._scales = {t.lower(): s.factor for s in data.scales for t in (*s.en, *s.zh)}
        self._below = {t.lower(): d for d in data.denominators for t in (*d.en, *d.zh)}
        unit, scale, below = _any_of(self._units), _any_of(self._scales), _any_of(self._below)
        cased = _any_of(self._cased, fold_case=False)
        of_what = _any_of(word for denominator in data.denominators for word in denominator.of)
        more = r"(?:多|余|几)?"
        # Three patterns, one after the other: a unit; a scale word, as in 万元, where none is (the unit alone first, so
        # that 千克 is not a thousand 克); and what stands below the line. In one they would hold each list twice.
        self._above = re.compile(rf"(?P<cased>{cased})|(?P<unit>{unit})")
        self._scale_before = re.compile(rf"{more}({scale}){more}\s?(?:of\s)?")
        self._below_line = re.compile(
            rf"(?:\s?/\s?(?:per\s|每)?|\s?per\s|\sa\s(?=head\b)|\sfor\s(?:each|every)\s(?=(?:employee|person|colleague|worker)\b)|每)(?P<bnum>[1-9][\d,]*)?\s?(?:{_NATIONAL}(?=\S))?(?P<bscale>(?!{below}){scale}(?:\sof(?=\s))?|(?<=\d)[kK])?\s?\\?(?P<below>{below})?(?:(?<=[\u4e00-\u9fff²])的?{of_what})?(?:(?P<bletter>(?<=[$€£DRP])\s?1?\s?(?:[mMkK]|MM|mn|bn)\b)|(?:\s?1(?=\s{scale}))?(?P<bafter>(?:\s|(?=['1])){scale})?)"
        )
        self._scale_after = re.compile(rf"\s?({scale})(?=\s?\))")
        money = [t for t, u in self._units.items() if "money" in u.kinds]
        first = "|".join(r"\s+".join(map(re.escape, token.split())) for token in money)
        self._money_first = re.compile(rf"(?i:{first or '(?!)'})")
        self._known_whole = lru_cache(maxsize=4096)(self._of_whole)  # the same cells and labels are asked of many times
        self._money_ends = tuple({token.split()[-1][-3:].lower() for token in (*money, *self._scales)})
        self._money_before = re.compile(rf"(?P<money>{_any_of(money)})\s?(?P<word>(?:{scale}))?\s?$")

    def read(self, text: str, start: int) -> UnitReading | None:
        """The unit that begins at `start` (one blank or bracket before it may be skipped), if there is one.

        Args:
            text: folded text.
            start: offset to read from, for instance the end of a number.
        """
        first = start
        while first < len(text) and text[first] in " (\t" and first - start < 2:
            first += 1
        if text.startswith(_NATIONAL, first) and first + len(_NATIONAL) < len(text):  # 人民币百万元
            inner = self.read(text, first + len(_NATIONAL))
            if inner is not None and "money" in inner.kinds and inner.scale != 1:
                return replace(inner, start=first)
        word = self._above.match(text, first)
        scaled = None if word else self._scale_before.match(text, first)
        if word is None and scaled is None:
            return None
        scale, end = 1.0, first
        if scaled is not None:
            scale, end = self._scales[_squeeze(scaled[1])], scaled.end(1)
            word = self._above.match(text, scaled.end())
        above = word and (self._cased[word["cased"]] if word["cased"] else self._units.get(_squeeze(word["unit"])))
        if word is None or above is None:
            return UnitReading(scale, "", frozenset({"bare"}), None, first, word.end() if word else end)
        scale *= above.scale
        line = self._below_line.match(text, word.end())
        below = self._below.get(_squeeze(line["below"])) if line and line["below"] else None
        if line and below:
            name, kinds, scale = self._composite(above, below, line, scale)
            return UnitReading(scale, name, kinds, below.family, first, line.end())
        if "money" in above.kinds and scale == 1.0 and text[first - 1 : first] == "(":
            after = self._scale_after.match(text, (line or word).end())  # 3,319 (RMB'000)
            if after is not None:
                times = self._scales[_squeeze(after[1])]
                return UnitReading(times, above.unit, frozenset(above.kinds), None, first, after.end())
        end = word.end()
        if (behind := _TIMES_BEHIND.match(text, end)) is not None and "money" not in above.kinds:
            scale, end = scale * self._scales[_squeeze(behind[1])], behind.end()
        return UnitReading(scale, above.unit, frozenset(above.kinds), None, first, end)

    def _composite(
        self, above: Unit, below: Denominator, line: re.Match[str], scale: float
    ) -> tuple[str, frozenset[str], float]:
        times = 1.0
        if line["bnum"]:
            times *= float(line["bnum"].replace(",", ""))
        for word in (line["bscale"], line["bafter"]):
            if word:
                times *= 1000.0 if word in {"k", "K"} else self._scales[_squeeze(word).removesuffix(" of")]
        if line["bletter"] and below.family == "money":  # tCO2e/£m
            times *= _LETTERS[line["bletter"].strip(" 1").lower()]
        if below.family == "share":  # dividends print 元 per 10 shares; the value is for one
            return f"{above.unit}/share", frozenset({"per_share"}), scale / times
        bottom = below.unit
        if times != 1.0:
            word = _SCALE_NAMES.get(times, f"{times:g}")
            bottom = f"{below.unit} {word}" if below.family == "money" else f"{word} {below.unit}"
        kinds = {"intensity"}
        if below.family in _TIME_FAMILIES:
            kinds = {"rate"}
        if below.unit == "hour" and times in _LOTS_OF_HOURS and above.unit in _EVENTS:
            return f"per {_LOTS_OF_HOURS[times]} hours", frozenset(kinds), scale  # a rate by hours names no events
        if below.family == "employee" and set(above.kinds) & {"hours", "days"}:
            kinds |= set(above.kinds)
        return f"{above.unit}/{bottom}", frozenset(kinds), scale

    def money_before(self, text: str, end: int) -> tuple[Unit, float, int] | None:
        """A currency that stands right before `end`, its scale word, and the offset where both begin.

        The scale word stands after it (HK$ million) or, in the unit of a label, before it (投入金额万元|35).
        """
        letter = None
        if text[max(0, end - 2) : end].strip()[-1:] in _ENDS_MONEY:
            letter = _LETTER_MONEY.search(text, max(0, end - 4), end)
        amount = letter is not None and (len(letter[1]) > 1 or _AMOUNT.match(text, end))  # RM500 is money
        if letter is not None and amount and (code := self._units.get(_MONEY_LETTERS[letter[1]])):
            return code, 1.0, letter.start(1)
        # Before most numbers stands nothing that ends as a currency or scale does: that is asked first.
        if not text[max(0, end - 5) : end].rstrip().lower().endswith(self._money_ends):
            return None
        found = self._money_before.search(text, max(0, end - _LONGEST_MONEY), end)
        if found is None:
            return None
        word, begin = found["word"], found.start()
        if begin and text[begin].isalpha() and text[begin - 1 : begin + 1].isascii() and text[begin - 1].isalpha():
            return None  # contractors 0.55 are no Rs 0.55
        if not word and found["money"] == "元" and (above := _SCALE_OF_YUAN.search(text, max(0, begin - 2), begin)):
            word, begin = above[0], above.start()
        scale = self._scales[_squeeze(word)] if word else 1.0
        unit = self._units[_squeeze(found["money"])]
        return unit, scale * unit.scale, begin

    def whole(self, text: str) -> UnitReading | None:
        """The unit that a text such as a table's unit cell consists of: `万吨`, `(tonnes)`, `RMB million`."""
        return self._known_whole(text)

    def _of_whole(self, text: str) -> UnitReading | None:
        inner = _PLURAL.sub("", text.strip()).strip("()[]【】:： ")
        for _ in range(_MOST_SPELLINGS):  # of which each may lead to another: tonnes (thousands).
            if (reading := self._whole(inner)) is not None:
                return reading
            spelled = with_scale_first(inner) if self._money_first.match(inner) else respelled(inner)
            if spelled == inner:
                return None
            inner = spelled
        return None

    def _whole(self, inner: str) -> UnitReading | None:
        """The same, as the text spells it."""
        reading = self.read(inner, 0)
        if reading and not inner[reading.end :].strip(" )"):
            if reading.unit:
                return reading
            return None if not inner else UnitReading(reading.scale, "", reading.kinds, None, 0, len(inner))
        if not self._money_first.match(inner):
            return None
        for cut in range(min(len(inner), _LONGEST_MONEY), 0, -1):  # RMB million, US$ 10k
            if (before := self.money_before(inner, cut)) is not None and before[2] == 0:
                rest = inner[cut:].strip()
                after = self._scales.get(_squeeze(rest)) if rest else 1.0
                again = self.read(rest, 0) if after is None else None
                if again and "money" in again.kinds and again.end == len(rest):  # 人民币万元
                    if before[1] not in {1.0, again.scale}:
                        continue
                    after = again.scale / before[1]  # HK$ million 百万港元: one scale in both languages
                if after is not None:
                    return UnitReading(before[1] * after, before[0].unit, frozenset({"money"}), None, 0, len(inner))
        return None

    def convert(self, value: float, unit: str, to: str, metric: str = "") -> float | None:
        """A value in another unit; None where the units do not convert.

        Args:
            value: the value in `unit`.
            unit: plain unit, maybe with a denominator (`t/employee`, `tCO2e/USD million`).
            to: the unit wanted.
            metric: name of the metric; for water a tonne equals a cubic metre.
        """
        if unit == to:
            return value
        top, _, bottom = unit.partition("/")
        to_top, _, to_bottom = to.partition("/")
        if bool(bottom) != bool(to_bottom):
            return None
        above = self._ratio(top, to_top, metric)
        below = self._ratio(bottom, to_bottom, metric) if bottom else 1.0
        return value * above / below if above is not None and below else None

    def _ratio(self, unit: str, to: str, metric: str) -> float | None:
        (scale, name), (to_scale, to_name) = self._scaled(unit), self._scaled(to)
        if name == to_name:
            return scale / to_scale
        one, other = self._by_name.get(name), self._by_name.get(to_name)
        if one is None or other is None:
            return None
        if one.base == other.base:
            return scale * one.size / (to_scale * other.size)
        equal = self.data.same_by_weight
        if {one.base, other.base} == set(equal.units) and metric.startswith(equal.metrics):
            return scale * one.size / (to_scale * other.size)
        return None

    def _scaled(self, unit: str) -> tuple[float, str]:
        words = unit.split()
        scale = 1.0
        rest = []
        names = {word: factor for factor, word in _SCALE_NAMES.items()}
        for word in words:
            if word in names and len(words) > 1:
                scale *= names[word]
            elif word.replace(".", "").isdigit():
                scale *= float(word)
            else:
                rest.append(word)
        return scale, " ".join(rest)


def _squeeze(token: str) -> str:
    return " ".join(token.lower().split())


def _any_of(tokens: Iterable[str], *, fold_case: bool = True) -> str:
    """A regular expression for any of the tokens, longest first; Latin tokens end where their word ends."""
    tokens = {" ".join(token.split()) for token in tokens}
    body = any_of_pieces(_pieces(token) for token in sorted(tokens, key=lambda t: (-len(t), t)))
    return f"(?i:{body})" if fold_case else f"(?:{body})"


def _pieces(token: str) -> list[str]:
    """A token as patterns of its characters; a digit right after "m" or "co" would make it another token."""
    ends = [r"(?![A-Za-z0-9])"] if token[-1].isascii() and token[-1].isalnum() else []
    return [r"\s+" if char == " " else re.escape(char) for char in token] + ends


def parse_units(name: str, text: str) -> tuple[UnitTable | None, list[Problem]]:
    """The unit table of a YAML text, or every problem in it."""
    content, problems = parse_yaml(name, text)
    if problems:
        return None, problems
    good, problems = validate_entries(name, UnitFile, [content])
    return (UnitTable(good[0]), []) if good else (None, problems)


def load_units(folder: Traversable | None = None) -> UnitTable:
    """The units of a methodology folder (`Methodology.folder`), or of the package (read once).

    Raises:
        MethodologyError: the file is broken; all its problems are given.
    """
    return of_folder(_read_file, folder)


def _read_file(folder: Traversable) -> UnitTable:
    table, problems = parse_units("units.yaml", (folder / "units.yaml").read_text(encoding="utf-8"))
    if table is None:
        raise MethodologyError(*problems)
    return table


def kinds_of_unit(table: UnitTable, unit: str) -> frozenset[str]:
    """The kinds of a metric's canonical unit, for checks: `tCO2e/employee` is an intensity, `cases` cases."""
    reading = table.whole(unit)
    return reading.kinds if reading else frozenset()


def unit_names(table: UnitTable) -> Mapping[str, Unit]:
    """Every plain unit by its name."""
    return {unit.unit: unit for unit in table.data.units}
