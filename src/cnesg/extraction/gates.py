"""Whether a number can measure a metric at all, by the kind of its unit; and which metric of a family it then is."""

import re
from dataclasses import dataclass

from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex
from cnesg.framework.wording import COUNTS, PEOPLE, Family

_UNPRINTED = COUNTS | {"score", "year", "ratio"}  # kinds whose unit is often left out
_SAID = {"hours": ("hour", "时"), "days": ("day", "天", "日")}  # kinds whose unit the label may say
_OCCASIONS = {"occasions", "cases"}
PER = regex(
    r"\bper\s(?:full[- ]time\s|average\s)?(?!cent\b|annum|year|month|day|quarter|week|capita\b.*cent"
    r"|(?:the )?(?:cdp|gri|sasb|iso|ifrs|esrs|tcfd|ghg protocol|sec|wri|ipcc|defra|epa)\b)(.+)",
    re.IGNORECASE,
)
"""What a label says that its figure is one per of: `Training hours per FTE`."""
AS_CO2 = {"t": "tCO2e", "kg": "kgCO2e", "kt": "ktCO2e", "g": "gCO2e"}
AS_COAL = {"gce": "g", "kgce": "kg", "tce": "t"}
_CURRENCIES = ("CNY", "HKD", "USD")
_PLAIN_MASS = frozenset({"t", "kg", "g"})
_AS_STANDARD_COAL = {"t": "tce", "kg": "kgce", "g": "gce"}
_HEAT = "GJ"
_STANDARD_COAL = ("标煤", "标准煤", "tce", "standard coal", "coal equivalent")
_TIMES = frozenset({"occasions", "cases", "person_times"})  # 次
_FOR_WHOM = frozenset({"recipient", "programme"})
_ENERGY = {"tce", "kWh", "MWh", "GJ"}
_HAN = regex(r"[\u4e00-\u9fff]")
_HOURS = " hours"  # ... worked, over which rates of injuries are counted; some reports give them in per cent
_PER_CENT_OF_TIME = regex(r"^(?!.*(?:\bhours|工时)).*(?:\brate\b|率|%|per ?cent|\bshare\b)", re.DOTALL)
_OF_MONEY = regex(r"(?:金额|经费|资金|款项)\s?(?:\([^()]{1,4}\))?$")  # 帮助残疾人投入金额 counts nobody
_A_RATE = regex(r"(?<![占比])率\s?(?:\(%\))?$")  # 休假率 is no share of employees, 占比率 is
_COUNTED_IN = regex(r"[(（](?:[^()（）\d]{1,12}[,，、;]\s?)?不?(?:含|包含)[^()（）]*$")
_OF_A_FUEL = regex(r"(?:燃|汽|柴|航|煤|重|机)油")  # tonnes of it are no standard coal
# tonnes of a fuel itself, not of standard coal: 节约用煤7000吨, 节油26,997吨
_FUEL_SAVED = regex(
    r"(?:节约?|省|减少|替代)(?:使?用|消?耗|能源|了)*"
    r"(?:燃?煤炭?|[原精]煤|[燃汽柴航重机]?油料?|蒸汽|焦炭|天然气|煤气)(?:消耗|用)?量?"
)
_GASES_IN, _ENERGY_IN, _WATER_IN = frozenset({"co2", "mass"}), frozenset({"energy"}), frozenset({"volume", "mass"})
_METERED = frozenset({"t", "m3"})  # units of water and gas, whose meters count in 度 as those of power do
_EACH_EMPLOYEE = "/employee"
_EACH_YEAR = "/year"
# 用水量35万吨/年 was used; what something is made or allowed for is told in the same unit
_AMOUNT = regex(
    r"^(?!.*(?:能力|规模|设计|产能|核定|许可|限值|指标|可|预计|以上)).*(?:[用取耗排产费放生][\u4e00-\u9fff]{0,3}量|消耗|耗用)"
)
_SUM_OF_YEAR = regex(r"^total\b.*\bper (?:year|annum)\b")  # Total training hours per year
_CUSTOMARY = {"persons", "person-times", "households"}


@dataclass(slots=True, unsafe_hash=True)
class Fit:
    """A metric that a number may measure, and the unit it is then given in.

    Not frozen for speed alone, each number is tried with many; nothing changes one.
    """

    metric: str
    unit: str
    weak: bool = False


def fit(
    know: Knowledge,
    entry: int,
    kinds: frozenset[str],
    unit: str,
    family: str | None,
    label: str = "",
    *,
    whole: bool = True,
) -> Fit | None:
    """The metric that wording and unit name together, None where they contradict.

    Args:
        know: vocabulary, wording and units.
        entry: the wording's number in the lexicon.
        kinds: kinds of unit the number may have; `{"bare"}` when no unit is printed.
        unit: its plain unit.
        family: what stands below the line, None without a denominator.
        label: the words around it in matching form; tonnes beside "standard coal" are energy, those used in t/year a
            year's.
        whole: the printed number is a whole one; people and cases without a unit are.
    """
    metric, wanted = know.lexicon.entries[entry].metric, know.lexicon.kinds[entry]
    if "metered" in kinds and "volume" in wanted and know.unit_of(metric) in _METERED:
        kinds, unit = frozenset({"volume"}), "m3"
    if _contradicts(know, metric, wanted, kinds, unit, label) or _told_otherwise(know, entry, kinds, family):
        return None
    of_a_year = unit.endswith(_EACH_YEAR) and (
        metric in know.lexicon.roles.avoided
        or metric in know.lexicon.roles.pollutants  # their tables give a year's in 吨/年
        or metric in know.lexicon.roles.averages
        or _AMOUNT.search(label) is not None
        or _SUM_OF_YEAR.search(label) is not None
    )
    if of_a_year and (plain := know.units.whole(unit.removesuffix(_EACH_YEAR))):
        kinds, unit, family = plain.kinds, plain.unit, None
    if "mass" in kinds and "co2" in wanted and know.unit_of(metric) != "t":
        return Fit(metric, AS_CO2.get(unit, "tCO2e"))
    if "mass" in kinds and know.unit_of(metric) in _ENERGY and wanted & {"energy", "mass"}:
        saved = metric == know.lexicon.roles.energy_not_used
        itself = saved and _FUEL_SAVED.search(label) and not _names_standard_coal(label, unit)
        return Fit(metric, unit if itself else _AS_STANDARD_COAL.get(unit, unit))  # energy has no other tonnes
    if kinds & wanted:
        named = _sibling(know, metric, unit, family) if "intensity" in kinds and family else metric
        meant = know.lexicon.entries[entry].unit if kinds & wanted & COUNTS else None  # 人工时|2,310万个
        return Fit(named, meant or _named(know, named, kinds & wanted, unit)) if named else None
    if "bare" in kinds:
        return _unprinted(know, entry, label, whole=whole)
    return _of_family(know, metric, kinds, unit, family) or _over_said(know, metric, wanted, kinds, unit)


def _names_standard_coal(label: str, unit: str) -> bool:
    return unit.endswith("ce") or "节能" in label or any(name in label for name in _STANDARD_COAL)


def _told_otherwise(know: Knowledge, entry: int, kinds: frozenset[str], family: str | None) -> bool:
    """Whether sentences have other words for what the unit says: for shares, and for hours of one of something.

    Tonnes of waste or coal are no emissions of them: the name of a part says nothing in another unit than its own.
    """
    metric, wanted = know.lexicon.entries[entry].metric, know.lexicon.kinds[entry]
    said = know.lexicon.entries[entry]
    if (said.names_part or "pollutant" in said.breakdown) and kinds.isdisjoint(wanted):
        return True  # nor is a gas in tonnes of itself one in tonnes of CO2e
    if "intensity" in kinds and "hours" in wanted:
        return not _each_too(know, metric, family)  # 11.2 hours of safety training per worker
    return know.lexicon.entries[entry].told and "percent" in kinds - wanted and not _has_rate(know, metric)


def _each_too(know: Knowledge, metric: str, family: str | None) -> bool:
    """Whether hours for one of something are the metric's own, or those of its twin."""
    relatives = know.lexicon.families.get(metric)
    return "/" in know.unit_of(metric) or (relatives is not None and family in relatives.per)


def _has_rate(know: Knowledge, metric: str) -> bool:
    """Whether a share of the people that a metric counts is a rate of it: new hires, those who left."""
    relatives = know.lexicon.families.get(metric)
    share = relatives.share if relatives else None
    return share in know.lexicon.roles.rates and know.unit_of(metric) == "persons"


def _contradicts(
    know: Knowledge, metric: str, wanted: frozenset[str], kinds: frozenset[str], unit: str, label: str
) -> bool:
    """Whether unit or label rule out what the wording names: a concentration, tonnes for power, 次数 for people.

    Tonnes are energy where coal equivalent is said; a Chinese sum of energy needs not say so.
    """
    if unit.startswith("mg/") or ("intensity" in kinds and _costs(know, metric, unit)):
        return True  # 脱硝成本3.5元/吨 measures nothing but money
    if "mass" in kinds and know.unit_of(metric) in _ENERGY and not any(word in label for word in _STANDARD_COAL):
        if metric != know.lexicon.roles.energy_not_used or not _OF_A_FUEL.search(label):
            return metric not in know.lexicon.roles.energy_sums or _HAN.search(label) is None
        return _FUEL_SAVED.search(label) is None
    if label and metric in know.lexicon.roles.energy_each and unit.partition("/")[0] in _PLAIN_MASS:
        return "耗" not in label and not any(word in label for word in _STANDARD_COAL)  # 固废: 吨产品排放量12kg/t
    if "percent" in kinds:
        return _contradicts_share(know, metric, wanted, label)
    return kinds == _TIMES and wanted <= PEOPLE and "次数" in label and "人次" not in label


def _costs(know: Knowledge, metric: str, unit: str) -> bool:
    """Whether the unit is money for one of something and the metric is no money: THB/employee for power."""
    above = know.units.whole(unit.partition("/")[0])
    return above is not None and "money" in above.kinds and not know.unit_of(metric).startswith(_CURRENCIES)


def _contradicts_share(know: Knowledge, metric: str, wanted: frozenset[str], label: str) -> bool:
    """Whether a per cent is none of what the wording names: a rate of a count, a rate over hours with its hours."""
    if "percent" not in wanted and _A_RATE.search(label):
        relatives = know.lexicon.families.get(metric)
        return relatives is not None and relatives.classed is not None
    # LTIR per 200,000 hours, and below it Women | 13.1%
    return label != "" and know.unit_of(metric).endswith(_HOURS) and _PER_CENT_OF_TIME.search(label) is None


def _over_said(know: Knowledge, metric: str, wanted: frozenset[str], kinds: frozenset[str], unit: str) -> Fit | None:
    """An intensity whose wording says what is below the line, with the unit of what is above: per employee (tCO2e)."""
    roles = know.lexicon.roles
    below = "employee" if metric in roles.of_each_employee else "unit" if metric in roles.of_production else ""
    if not below or "intensity" not in wanted:
        return None
    fitting = ((roles.gases_each, _GASES_IN), (roles.energy_each, _ENERGY_IN), (roles.water_each, _WATER_IN))
    if all(metric not in group or above.isdisjoint(kinds) for group, above in fitting):
        return None
    named = AS_CO2.get(unit, unit) if metric in roles.gases_each else unit
    return Fit(metric, f"{named}/{below}", weak=True)


def _unprinted(know: Knowledge, entry: int, label: str, *, whole: bool) -> Fit | None:
    """A number without a unit: a whole number of people or things, or a unit that the wording implies."""
    metric, wanted = know.lexicon.entries[entry].metric, know.lexicon.kinds[entry]
    implied = know.lexicon.entries[entry].unit
    said = any(word in label for kind in wanted for word in _SAID.get(kind, ()))
    open_kinds = wanted & _UNPRINTED if "money" in wanted or not _OF_MONEY.search(label) else frozenset()
    if not said and not implied and (not open_kinds or (open_kinds <= COUNTS and not whole)):
        return None
    plain = know.unit_of(metric)
    scored = plain == "%" and "score" in open_kinds  # 满意度为86.54: no share says so without a sign
    return Fit(metric, implied or ("score" if scored else plain), weak=True)


def _same_substance(know: Knowledge, metric: str, unit: str) -> bool:
    """Whether what stands above the line can be the metric's: tCO2e/MWh is no intensity of electricity."""
    above = know.units.whole(unit.partition("/")[0])
    if above is None:
        return True
    if "co2" in above.kinds:
        return metric in know.lexicon.roles.gases
    if metric in know.lexicon.roles.gases and "volume" in above.kinds and "mass" not in above.kinds:
        return False  # m3/m2 of shops is water's, whatever scope stands above
    of_energy = metric not in know.lexicon.roles.gases and metric not in know.lexicon.roles.water_and_waste
    return "energy" not in above.kinds or of_energy


def _sibling(know: Knowledge, metric: str, unit: str, family: str) -> str | None:
    """The intensity with the denominator that is printed; None where the wording names another and has no such twin."""
    if not _same_substance(know, metric, unit):
        return None
    own = know.lexicon.families.get(metric)
    if own is not None and family in own.per:  # 培训小时数为12小时/人
        return own.per[family]
    named = _named_below(know, metric)
    if named == family or (named == "production" and family == "other"):
        return metric
    for relatives in know.lexicon.families.values():
        if metric in relatives.per.values():
            return relatives.per.get(family) or relatives.per.get("other") or (None if named else metric)
    return None if named else metric


def _named_below(know: Knowledge, metric: str) -> str | None:
    """What the name of an intensity says is below the line; None where it says nothing."""
    roles = know.lexicon.roles
    below = (("employee", roles.of_each_employee), ("money", roles.of_money), ("production", roles.of_production))
    return next((family for family, group in below if metric in group), None)


def _of_family(know: Knowledge, metric: str, kinds: frozenset[str], unit: str, family: str | None) -> Fit | None:
    relatives = know.lexicon.families.get(metric)
    if relatives is None:
        return None
    if "percent" in kinds and (share := relatives.share or relatives.share_of_class):
        return Fit(share, "%")
    if "intensity" in kinds and family and not _same_substance(know, metric, unit):
        return None
    if "intensity" in kinds and family and (name := relatives.per.get(family) or relatives.per.get("other")):
        return Fit(name, _named(know, name, kinds, unit))
    if "per_share" in kinds and "share" in relatives.per:
        return Fit(relatives.per["share"], unit)
    return _of_courses(know, relatives, kinds, unit)


def _of_courses(know: Knowledge, relatives: Family, kinds: frozenset[str], unit: str) -> Fit | None:
    """People, hours or occasions of what the wording names: "38 courses, 570 hours, 1,200 people"."""
    if kinds & {"persons", "person_times"} and kinds.isdisjoint(_OCCASIONS) and relatives.people:
        return Fit(relatives.people, unit)
    if "hours" in kinds and relatives.hours:
        each = know.lexicon.families.get(relatives.hours) if unit.endswith(_EACH_EMPLOYEE) else None
        return Fit((each and each.per.get("employee")) or relatives.hours, unit)
    if "occasions" in kinds and relatives.sessions and "items" not in kinds:
        return Fit(relatives.sessions, know.unit_of(relatives.sessions))
    return None


def _named(know: Knowledge, metric: str, kinds: frozenset[str], unit: str) -> str:
    """Counts take the metric's own unit unless the report names people or households."""
    usual = know.unit_of(metric)
    if kinds <= PEOPLE and usual == "count":  # 326名供应商 are no people
        return usual
    if kinds & COUNTS and unit not in _CUSTOMARY:
        reading = know.units.whole(usual)
        return usual if reading and reading.kinds & COUNTS else unit
    above, slash, below = unit.partition("/")
    if usual.endswith("/share") and "money" in kinds and not slash:
        return f"{unit}/share"  # 每股社会贡献值(元)
    return f"{_above_the_line(know, metric, usual, above, below)}/{below}" if slash else unit


def _above_the_line(know: Knowledge, metric: str, usual: str, above: str, below: str) -> str:
    """What an intensity's unit has above the line: grams of coal a kWh, tCO2e of gases, coal for heat (千克/吉焦)."""
    if above in AS_COAL and usual.startswith("g/"):
        return AS_COAL[above]
    if below == _HEAT and metric in know.lexicon.roles.energy_each:
        return _AS_STANDARD_COAL.get(above, above)
    gases = usual.startswith("tCO2e") or metric in know.lexicon.roles.gases_each
    return AS_CO2.get(above, above) if gases else above  # printed in tonnes


def is_denied(know: Knowledge, found: Found, entry: int, form: str) -> bool:
    """Whether a label speaks against an entry otherwise than by what its figure is one per of.

    `Water withdrawal per employee` forbids no amount of water, which has a metric of its own for each employee: what
    stands behind "per" is below the line.
    """
    spans = [span for span in found.never.get(entry, ()) if not is_counted_in(form, span[0])]
    if not spans:
        return False
    relatives = know.lexicon.families.get(know.lexicon.entries[entry].metric)
    per = PER.search(form) if relatives is not None and relatives.per else None
    return per is None or any(start < per.start() for start, _ in spans)


def is_counted_in(form: str, at: int) -> bool:
    """Whether a word of a label stands in brackets that say what is counted in or not: 员工总数(人,不含|劳务派遣).

    Args:
        form: the label.
        at: where the word begins.
    """
    return "含" in form and _COUNTED_IN.search(form, 0, at) is not None


def denies(label: Found | None, entry: int) -> bool:
    """Whether a row's own label speaks against an entry, other than by a class's name: offsets are no emissions."""
    if label is None:
        return False
    spans = label.never.get(entry, ())
    return any(not any(low <= a and b <= high for low, high, _ in label.classes) for a, b in spans)


def held(know: Knowledge, metric: str, breakdown: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The metric and classes of a sum over all years: of what is gained each year it is the stock, of no period."""
    relatives = know.lexicon.families.get(metric)
    stock = metric if metric in know.lexicon.stocks else relatives.stock if relatives is not None else None
    if breakdown.get("period") != "cumulative" or stock is None:
        return metric, breakdown
    return stock, {dimension: name for dimension, name in breakdown.items() if dimension != "period"}


def are_related(know: Knowledge, one: str, other: str) -> bool:
    """Whether two metrics are of one thing, as its amount, share, intensity, stock or class."""
    return other in _family(know, one) or one in _family(know, other)


def _family(know: Knowledge, metric: str) -> set[str]:
    relatives = know.lexicon.families.get(metric)
    if relatives is None:
        return {metric}
    told = relatives.model_dump(exclude_none=True).values()
    return {metric}.union(*(one.values() if isinstance(one, dict) else (one,) for one in told))


def needs_class(know: Knowledge, metric: str) -> bool:
    """Whether the metric is one of a class only: `employees`, never all of them."""
    return metric in know.lexicon.of_class_only


def whole_of(know: Knowledge, metric: str) -> str:
    """The metric of all of which a metric counts a class: of `employees`, `employees_total`."""
    return next((name for name, f in know.lexicon.families.items() if f.classed == metric), metric)


def unclassed(know: Knowledge, metric: str, breakdown: dict[str, str]) -> str:
    """The metric of a sum once its classes are known: money given in all, to nobody named, is the sum of giving."""
    relatives = know.lexicon.families.get(metric)
    if relatives is None or relatives.unclassed is None or set(breakdown) - {"status", "period"}:
        return metric
    return relatives.unclassed


def classed(know: Knowledge, metric: str, breakdown: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The metric for a class: women on the board have a metric of their own, a class of employees another than all.

    Returns:
        The metric, and the breakdown without the class that the metric itself names.
    """
    metric, breakdown = held(know, metric, breakdown)
    relatives = know.lexicon.families.get(metric)
    real = {k: v for k, v in breakdown.items() if k not in {"status", "period"} and v != "target"}
    if relatives is None or not real:
        return metric, breakdown
    if real.get("gender") == "male" and (of_all := know.lexicon.roles.women.get(metric)):
        return of_all, breakdown  # one female director and four male directors
    if relatives.named and _FOR_WHOM & real.keys():
        return relatives.named, breakdown
    for dimension, name in real.items():
        other = relatives.by_class.get(f"{dimension}={name}")
        if other:
            return other, {k: v for k, v in breakdown.items() if k != dimension}
    if relatives.classed and set(real) - {"entity"}:
        return relatives.classed, breakdown
    return metric, breakdown
