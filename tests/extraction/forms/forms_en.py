"""Forms of English labels and of the tables they stand in."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from tests.extraction.forms.dressing import YEAR, Dressed, Form, plainly, relabelled
from tests.extraction.forms.labels_en import LABEL_FORMS, lowered
from tests.extraction.forms.plain import Plain

Dress = Callable[[Plain], Dressed | None]
BEFORE = YEAR - 1

SPELLINGS: Mapping[str, tuple[str, ...]] = {  # of a unit
    "tonnes": ("t", "T", "MT", "tons", "ton", "tonne", "Tonnes", "TONNES", "metric tons", "metric tonnes", "Metric Tons (MT)", "mt", "tonnes (t)", "tonne(s)", "ton(s)", "in tonnes", "m. tons"),
    "tCO2e": ("tCO₂e", "tCO2-e", "tCO2eq", "tCO2 eq", "t CO2e", "t CO2 eq.", "tonnes CO2e", "tonnes of CO2e", "Tonnes CO2 equivalent", "tonnes of CO2 equivalent", "metric tons CO2e", "metric tons of CO2 equivalent", "MTCO2e", "MT CO2e", "mtCO2e", "tCO2(e)", "tonnes (CO2e)", "tonnes CO2 eq.", "TCO2E", "tCO2-eq.", "ton CO2e", "t-CO2e", "Tons of CO2 eq", "CO2e (tonnes)", "tonnes of carbon dioxide equivalent (tCO2e)", "tonnes of carbon dioxide equivalent", "CO2e tonnes"),
    "MWh": ("MWH", "mwh", "megawatt hours", "megawatt-hours", "Megawatt hour (MWh)", "MWh.", "MW h", "M Wh", "MWhs", "megawatt hour", "Mega Watt Hours", "MWhr", "MW-h", "MW·h"),
    "m3": ("m³", "m^3", "M3", "cubic metres", "cubic meters", "Cubic Meter", "cubic metre", "cu. m", "cu.m.", "CBM", "cbm", "cu m", "cubic m", "m3 (cubic metres)", "cubic metres (m³)", "M³"),
    "%": ("percent", "per cent", "percentage", "Percentage", "Percent (%)", "Percentage (%)", "pct", "pct.", "in %", "％", "%age"),
    "persons": ("person", "people", "persons", "Person(s)", "No. of persons", "Number of people", "headcount", "Headcount", "head count", "heads", "number", "Number", "No.", "Nos.", "no.", "#", "Number (#)", "count", "employees", "No. of employees", "individuals", "Number of persons", "Person", "FTE", "HC", "nr", "Nr.", "Numbers"),
    "hours": ("Hours", "hour", "hrs", "hrs.", "Hrs", "h", "hr", "Hour(s)", "Number of hours", "No. of hours", "hours (h)", "in hours"),
    "number": ("Number", "No.", "Nos.", "no.", "#", "count", "Count", "Number (#)", "nr", "Numbers", "Nr.", "qty"),
    "cases": ("Cases", "case", "case(s)", "number of cases", "No. of cases", "number", "No.", "Nos.", "#", "incidents"),
    "times": ("Times", "time(s)", "number", "No.", "#", "number of times", "No. of times"),
    "RMB million": ("RMB'million", "RMB Million", "million RMB", "Million RMB", "RMB millions", "RMB in millions", "RMB (million)", "RMB mn", "RMB m", "in RMB million", "CNY million", "millions of RMB", "RMB’ million", "RMB, million", "RMB (in millions)", "Rmb million", "(RMB million)", "million yuan", "mn RMB", "RMB mil", "RMB mln"),
    "days": ("Days", "day", "day(s)", "number of days", "No. of days"),
    "person-times": ("Person-times", "person times", "attendances", "person-time", "participants"),
}  # fmt: skip
SCALED: Mapping[str, Mapping[str, float]] = {
    "tonnes": {"'000 tonnes": 1e3, "thousand tonnes": 1e3, "kt": 1e3, "million tonnes": 1e6, "kilotonnes": 1e3, "10,000 tonnes": 1e4, "kg": 1e-3, "thousands of tonnes": 1e3, "000 t": 1e3, "Mt": 1e6, "thousand metric tons": 1e3, "tonnes, thousands": 1e3, "tonnes (thousands)": 1e3, "thousand t": 1e3, "ktonnes": 1e3, "k tonnes": 1e3},
    "tCO2e": {"ktCO2e": 1e3, "'000 tCO2e": 1e3, "thousand tonnes CO2e": 1e3, "kt CO2e": 1e3, "kt CO2-e": 1e3, "MtCO2e": 1e6, "Mt CO2-e": 1e6, "million tonnes CO2e": 1e6, "kgCO2e": 1e-3, "kilotonnes CO2e": 1e3, "thousand metric tons CO2e": 1e3, "thousand tCO2e": 1e3, "10,000 tCO2e": 1e4, "ktonnes CO2e": 1e3, "million metric tons of CO2e": 1e6, "thousand metric tonnes of CO2e": 1e3, "thousand tons of CO2 equivalent": 1e3},
    "MWh": {"kWh": 1e-3, "GWh": 1e3, "'000 MWh": 1e3, "thousand MWh": 1e3, "TWh": 1e6, "'000 kWh": 1.0, "million kWh": 1e3, "kilowatt-hours": 1e-3, "10,000 kWh": 10.0, "mln kWh": 1e3, "thousand kWh": 1.0, "gigawatt hours": 1e3, "kWh '000": 1.0, "kWh (thousand)": 1.0, "kWh thousands": 1.0, "in thousands of kWh": 1.0, "thousands of MWh": 1e3},
    "m3": {"'000 m3": 1e3, "'000 m³": 1e3, "thousand m3": 1e3, "thousand cubic metres": 1e3, "in thousands of m³": 1e3, "million m3": 1e6, "million cubic metres": 1e6, "Mm3": 1e6, "litres": 1e-3, "megalitres": 1e3, "ML": 1e3, "10,000 m3": 1e4, "mn m3": 1e6, "m3 '000": 1e3, "m³ (thousands)": 1e3, "kilolitres": 1.0, "thousands of cubic meters": 1e3, "1,000 m3": 1e3, "k m3": 1e3, "ten thousand cubic metres": 1e4},
    "RMB million": {"RMB'000": 1e-3, "RMB’000": 1e-3, "RMB thousand": 1e-3, "RMB": 1e-6, "RMB billion": 1e3, "RMB 10,000": 1e-2, "RMB in thousands": 1e-3, "thousand RMB": 1e-3, "RMB bn": 1e3, "'000 RMB": 1e-3, "RMB (thousands)": 1e-3, "RMB ten thousand": 1e-2, "RMB100 million": 1e2, "RMB 100 million": 1e2, "in thousands of RMB": 1e-3, "thousands of RMB": 1e-3, "yuan": 1e-6, "10,000 RMB": 1e-2, "100 million yuan": 1e2},
    "hours": {"'000 hours": 1e3, "thousand hours": 1e3, "million hours": 1e6, "thousands of hours": 1e3},
    "persons": {"'000": 1e3, "thousand": 1e3, "thousands": 1e3, "in thousands": 1e3, "thousand people": 1e3},
}  # fmt: skip
BEHIND = {  # how a unit stands behind a label
    "(u)": "{} ({})", "[u]": "{} [{}]", ", u": "{}, {}", ", in u": "{}, in {}", "(in u)": "{} (in {})", "in u": "{} in {}", "– u": "{} – {}",
    "(unit: u)": "{} (unit: {})", "(Unit: u)": "{} (Unit: {})", "/u": "{}/{}", ": u": "{}: {}", "| u": "{} ({})*", "(u) (1)": "{} ({})(1)", "(u)¹": "{} ({})¹",
    "(u):": "{} ({}):", "glued (u)": "{}({})", "( u )": "{} ( {} )", "in u¹": "{} in {}¹", "(u) [1]": "{} ({}) [1]", "u": "{} {}", "(u) *": "{} ({}) *",
    "(measured in u)": "{} (measured in {})", "(u) Note 2": "{} ({}) (Note 2)", "– in u": "{} – in {}", "[in u]": "{} [in {}]", "(expressed in u)": "{} (expressed in {})",
}  # fmt: skip
WORDED = {"persons", "number", "cases", "times", "person-times"}
YEAR_HEADS = (
    ("FY2022", "FY2021"), ("FY22", "FY21"), ("FY 2022", "FY 2021"), ("FY'22", "FY'21"), ("FY 22", "FY 21"), ("CY2022", "CY2021"), ("CY22", "CY21"),
    ("2022A", "2021A"), ("2022*", "2021*"), ("2022¹", "2021¹"), ("2022(1)", "2021(1)"), ("2022 (1)", "2021 (1)"), ("2022 ", "2021 (restated)"),
    ("2022", "2021 (restated)"), ("2022", "2021 restated"), ("2022", "2021R"), ("2022", "2021 (R)"), ("Year 2022", "Year 2021"), ("Year ended 31 December 2022", "Year ended 31 December 2021"),
    ("For the year ended 31 December 2022", "For the year ended 31 December 2021"), ("As at 31 December 2022", "As at 31 December 2021"),
    ("31 December 2022", "31 December 2021"), ("31.12.2022", "31.12.2021"), ("31/12/2022", "31/12/2021"), ("Dec-22", "Dec-21"), ("Dec 2022", "Dec 2021"),
    ("Dec. 2022", "Dec. 2021"), ("December 2022", "December 2021"), ("31-Dec-22", "31-Dec-21"), ("31 Dec 2022", "31 Dec 2021"), ("Dec 31, 2022", "Dec 31, 2021"),
    ("December 31, 2022", "December 31, 2021"), ("2022-12-31", "2021-12-31"), ("12/2022", "12/2021"), ("12M 2022", "12M 2021"), ("Current year", "Previous year"),
    ("Current year (2022)", "Previous year (2021)"), ("This year", "Last year"), ("Reporting year", "Prior year"), ("2022 performance", "2021 performance"), ("2022 Performance", "2021 Performance"),
    ("2022 data", "2021 data"), ("2022 actual", "2021 actual"), ("Actual 2022", "Actual 2021"), ("2022 Actual", "2021 Actual"), ("2022 results", "2021 results"),
    ("Results 2022", "Results 2021"), ("2022 Value", "2021 Value"), ("Value 2022", "Value 2021"), ("2022 total", "2021 total"), ("Total 2022", "Total 2021"), ("In 2022", "In 2021"), ("2022 (audited)", "2021 (audited)"),
    ("2022 ✓", "2021 ✓"), ("2022^", "2021^"), ("2022†", "2021"), ("Y2022", "Y2021"), ("YE 2022", "YE 2021"), ("2022YE", "2021YE"), ("FYE 2022", "FYE 2021"), ("Fiscal year 2022", "Fiscal year 2021"),
    ("Fiscal 2022", "Fiscal 2021"), ("Financial year 2022", "Financial year 2021"), ("Calendar year 2022", "Calendar year 2021"), ("2022 (Jan–Dec)", "2021 (Jan–Dec)"), ("Jan-Dec 2022", "Jan-Dec 2021"), ("Group 2022", "Group 2021"),
    ("2022 Group", "2021 Group"), ("'22", "'21"), ("FY2022 (reporting year)", "FY2021"), ("2022 [1]", "2021 [1]"), ("2022 Note 1", "2021"), ("2022 YTD", "2021 YTD"), ("KPI 2022", "KPI 2021"),
    ("Year: 2022", "Year: 2021"), ("2022 :", "2021 :"), ("Reporting Period 2022", "Reporting Period 2021"), ("2022 Reporting Period", "2021 Reporting Period"), ("2022 (current)", "2021 (previous)"),
)  # fmt: skip
VALUES = {
    "~": "~{}", "~ blank": "~ {}", "c.": "c. {}", "ca.": "ca. {}", "approx.": "approx. {}", "about": "about {}", "around": "around {}", "≈": "≈{}", ">": ">{}", "> blank": "> {}", "≥": "≥{}", "<": "<{}",
    "over": "Over {}", "more than": "more than {}", "+ behind": "{}+", "*": "{}*", "**": "{}**", "¹": "{}¹", "(1)": "{}(1)", "(1) blank": "{} (1)", "(a)": "{} (a)", "[1]": "{}[1]", "†": "{}†", "^": "{}^", "#": "{}#",
    "✓": "{} ✓", "✓ before": "✓ {}", "√": "{} √", "▲": "{} ▲", "▼ before": "▼ {}", "↑": "{} ↑", "↓ glued": "{}↓", "(R)": "{} (R)", "R": "{}R", "R blank": "{} R", "(LA)": "{} (LA)", "Ⓐ": "{} Ⓐ", "(A)": "{} (A)",
    "e": "{} (e)", "(est.)": "{} (est.)", "(estimated)": "{} (estimated)", "(restated)": "{} (restated)", "●": "● {}", "△": "{}△", "Note 3": "{} (Note 3)", "change": "{} (+5%)", "change, arrow": "{} (↑5%)", "change %, blank": "{} +5%",
    "brackets": "[{}]", "total": "Total: {}", "(audited)": "{} (audited)", "⁽¹⁾": "{}⁽¹⁾", "note letter": "{} a", "superscript letter": "{}ᵃ", "LR": "{} LR", "quoted": '"{}"', "stop": "{}.", "semicolon": "{};", "colon": ": {}", "=": "= {}",
}  # fmt: skip
COLUMNS: Mapping[str, tuple[str, str, str]] = {  # head, cell, where: before the label, behind the unit, behind the values
    "code before, GRI": ("GRI", "305-1", "first"), "code before, KPI": ("KPI", "A1.2", "first"), "code before, HKEX": ("HKEX KPI", "KPI B1.1", "first"), "number before": ("No.", "4", "first"), "number before, no head": ("", "4", "first"),
    "number before, S/N": ("S/N", "4", "first"), "code before, ESRS": ("ESRS", "E1-6", "first"), "code before, SASB": ("SASB code", "TC-SI-130a.1", "first"), "theme before": ("Topic", "Environment", "first"), "theme before, social": ("Pillar", "Social", "first"),
    "theme before, letter": ("", "E", "first"), "SDG before": ("SDGs", "8", "first"), "bullet before": ("", "•", "first"), "ref before": ("Ref.", "4.2", "first"),
    "notes": ("Notes", "3", "unit"), "note": ("Note", "(a)", "unit"), "notes, empty": ("Notes", "", "unit"), "notes behind": ("Notes", "3", "last"), "remarks behind": ("Remarks", "See page 34", "last"), "footnote behind": ("Footnote", "1", "last"),
    "change": ("Change", "+3.4%", "last"), "% change": ("% change", "3.4", "last"), "change (%)": ("Change (%)", "-3.4", "last"), "YoY": ("YoY", "+3.4%", "last"), "YoY change": ("YoY change", "3.4%", "last"), "y-o-y (%)": ("Y-o-y (%)", "3.4", "last"),
    "variance": ("Variance", "(3.4%)", "last"), "variance, %": ("Variance (%)", "(3.4)", "last"), "difference": ("Difference", "-12", "last"), "growth": ("Growth", "3.4%", "last"), "increase/decrease": ("Increase / (decrease)", "12", "last"), "2022 vs 2021": ("2022 vs 2021", "+3.4%", "last"),
    "Δ": ("Δ", "3.4%", "last"), "Δ%": ("Δ %", "3.4", "last"), "change, pp": ("Change", "+1.4 pp", "last"), "trend, arrow": ("Trend", "↑", "last"), "trend, triangle": ("Trend", "▲", "last"), "trend, word": ("Trend", "Improved", "last"), "change 22/21": ("22/21", "+3.4%", "last"), "% 22/21": ("% 22/21", "3.4", "last"),
    "change vs PY": ("vs. PY", "+3.4%", "last"), "compared with 2021": ("Compared with 2021", "+3.4%", "last"), "assurance behind": ("Assurance", "✓", "last"), "assured behind, yes": ("Assured", "Yes", "last"), "boundary": ("Boundary", "Group", "unit"), "scope of data": ("Scope", "Group-wide", "unit"), "status": ("Status", "On track", "last"),
    "page behind": ("Page", "34", "last"), "page behind, p.": ("Page", "p. 34", "last"), "GRI behind": ("GRI", "305-1", "last"), "GRI reference": ("GRI Standards", "GRI 305-1, 305-2", "last"), "HKEX behind": ("HKEX", "KPI A1.2", "last"), "SASB behind": ("SASB", "TC-SI-130a.1", "last"), "coverage": ("Coverage", "100%", "last"), "coverage, unit": ("Coverage (%)", "100", "last"),
    "target, word": ("Target", "Reduce by 5%", "last"), "2030 target": ("2030 target", "88", "last"), "target 2025": ("Target 2025", "88", "last"), "target": ("Target", "88", "last"), "2023 target": ("2023 target", "88", "last"), "goal": ("Goal", "88", "last"), "2022 target": ("2022 target", "88", "last"),
    "baseline": ("Baseline (2015)", "88", "last"), "base year 2015": ("Base year 2015", "88", "last"), "2015 baseline": ("2015 (baseline)", "88", "last"), "methodology": ("Methodology", "GHG Protocol", "unit"), "definition": ("Definition", "As defined by the standard", "unit"), "SDG behind": ("SDG", "8, 12", "last"), "link": ("Link", "Climate", "last"),
    "third year": ("2020", "88", "last"), "industry average": ("Industry average", "88", "last"), "three-year average": ("3-year average", "88", "last"), "CAGR": ("CAGR", "3.4%", "last"), "frequency": ("Frequency", "Annual", "unit"), "type": ("Type", "Quantitative", "unit"), "category": ("Category", "Quantitative", "first"),
}  # fmt: skip
SENTENCES = {
    "was": "In 2022, {label} was {value} {unit}.",
    "amounted to": "In 2022, {label} amounted to {value} {unit}.",
    "stood at": "{Label} stood at {value} {unit} in 2022.",
    "of": "In 2022, the Group recorded {label} of {value} {unit}.",
    "colon": "{Label}: {value} {unit}",
    "colon, year": "{Label} (2022): {value} {unit}",
    "our": "Our {label} totalled {value} {unit} in 2022.",
    "compared": "{Label} was {value} {unit} in 2022, compared with {before} {unit} in 2021.",
    "bracket": "{Label} was {value} {unit} (2021: {before} {unit}).",
    "the Group's": "During the year, the Group's {label} reached {value} {unit}.",
    "rose": "{Label} rose from {before} {unit} in 2021 to {value} {unit} in 2022.",
}


def respelled(index: int) -> Dress:
    def dress(one: Plain) -> Dressed | None:
        spellings = SPELLINGS.get(one.unit, ())
        return plainly(replace(one, unit=spellings[index])) if index < len(spellings) else None

    return dress


def spelled(unit: str, other: str, factor: float = 1.0) -> Dress:
    return lambda one: replace(plainly(replace(one, unit=other)), factor=factor) if one.unit == unit else None


def in_label(form: str, unit: str = "", other: str = "", factor: float = 1.0) -> Dress:
    """The unit behind the label, and no column of units."""

    def dress(one: Plain) -> Dressed | None:
        if not one.unit or (unit and one.unit != unit) or one.label.endswith((")", "%", one.unit)):
            return None
        if not unit and one.unit in WORDED and "(" not in form and "[" not in form:
            return None
        label = form.format(one.label, other or one.unit)
        return Dressed(("Indicator", str(YEAR), str(BEFORE)), (label, *one.figures), factor=factor)

    return dress


def above(line: str, unit: str = "", other: str = "") -> Dress:
    """The unit above the table."""

    def dress(one: Plain) -> Dressed | None:
        if one.unit in WORDED or not one.unit or (unit and one.unit != unit):
            return None
        heads = ("Indicator", str(YEAR), str(BEFORE))
        return Dressed(heads, (one.label, *one.figures), above=(line.format(other or one.unit),))

    return dress


def headed(years: tuple[str, str], *, turned: bool = False) -> Dress:
    def dress(one: Plain) -> Dressed:
        plain = plainly(one)
        heads, figures = (years[::-1], one.figures[::-1]) if turned else (years, one.figures)
        return replace(plain, heads=(*plain.heads[:2], *heads), cells=(one.label, one.unit, *figures))

    return dress


def valued(form: str) -> Dress:
    """The figure of the report's year with something around it."""
    return lambda one: replace(plainly(one), cells=(one.label, one.unit, form.format(one.figures[0]), one.figures[1]))


def refigured(change: Callable[[str], str | None], factor: float = 1.0) -> Dress:
    def dress(one: Plain) -> Dressed | None:
        made = tuple(change(figure) for figure in one.figures)
        if None in made or made == one.figures:
            return None
        return replace(plainly(one), cells=(one.label, one.unit, *(figure or "" for figure in made)), factor=factor)

    return dress


def with_column(head: str, cell: str, where: str) -> Dress:
    def dress(one: Plain) -> Dressed:
        plain = plainly(one)
        at = {"first": 0, "unit": 2, "last": 4}[where]
        heads, cells = list(plain.heads), list(plain.cells)
        heads.insert(at, head)
        cells.insert(at, cell)
        return replace(
            plain, heads=tuple(heads), cells=tuple(cells), others=(cell, cell.strip("%+(")) if where == "last" else ()
        )

    return dress


def ordered(order: str) -> Dress:
    """The columns in another order: l label, u unit, v and b the values of the year and the one before."""

    def dress(one: Plain) -> Dressed:
        plain = plainly(one)
        at = ["lu vb".replace(" ", "").index(c) for c in order]
        years = tuple(year for c, year in (("v", YEAR), ("b", BEFORE)) if c in order)
        return Dressed(tuple(plain.heads[n] for n in at), tuple(plain.cells[n] for n in at), years=years)

    return dress


def unit_in_cells(form: str) -> Dress:
    def dress(one: Plain) -> Dressed | None:
        if not one.unit or one.unit.startswith(("RMB", "number", "No")):
            return None
        cells = (form.format(figure, one.unit) for figure in one.figures)
        return Dressed(("Indicator", str(YEAR), str(BEFORE)), (one.label, *cells))

    return dress


def unit_in_heads(form: str) -> Dress:
    def dress(one: Plain) -> Dressed | None:
        if not one.unit:
            return None
        heads = (form.format(year, one.unit) for year in (YEAR, BEFORE))
        return Dressed(("Indicator", *heads), (one.label, *one.figures))

    return dress


def when(form: str) -> Dress:
    """The year said in the label, and one column of values."""
    return lambda one: Dressed(
        ("Indicator", "Unit", "Value"), (form.format(one.label), one.unit, one.figures[0]), years=(YEAR,)
    )


def told(form: str) -> Dress:
    def dress(one: Plain) -> Dressed | None:
        if one.unit not in SPELLINGS or not one.label[-1].isalpha() or one.unit in WORDED | {"hours", "days"}:
            return None
        before = "{before}" in form
        unit = one.unit if one.unit != "%" else "per cent"
        if one.unit == "RMB million":
            return None
        sentence = form.format(
            label=lowered(one.label), Label=one.label, value=one.figures[0], before=one.figures[1], unit=unit
        )
        return replace(plainly(one), sentence=sentence, years=(YEAR, BEFORE) if before else (YEAR,))

    return dress


def _grouped(mark: str) -> Callable[[str], str | None]:
    return lambda figure: figure.replace(",", mark) if "," in figure else None


FORMS: tuple[Form, ...] = (
    *(Form(name, relabelled(change)) for name, change in LABEL_FORMS.items()),
    *(
        Form(f"unit: {other} for {unit}", spelled(unit, other))
        for unit, others in SPELLINGS.items()
        for other in others
    ),
    *(
        Form(f"unit: {other} for {unit}", spelled(unit, other, factor))
        for unit, others in SCALED.items()
        for other, factor in others.items()
    ),
    *(Form(f"unit behind: {name}", in_label(form)) for name, form in BEHIND.items()),
    *(
        Form(f"unit behind: {name} {other} for {unit}", in_label(form, unit, other, factor))
        for name, form in {"()": "{} ({})", ", in": "{}, in {}", "[]": "{} [{}]"}.items()
        for unit, others in SCALED.items()
        for other, factor in others.items()
        if name == "()" or len(other) > 5
    ),
    *(
        Form(f"unit behind: {name} {other} for {unit}", in_label(form, unit, other))
        for name, form in {"()": "{} ({})", ", in": "{}, in {}"}.items()
        for unit, others in SPELLINGS.items()
        for other in others
        if (name == "()" or unit not in WORDED) and not other.startswith(("in ", "("))
    ),
    *(Form(f"unit above: {line}", above(line)) for line in ("Unit: {}", "(Unit: {})", "In {}", "(in {})", "All figures in {}", "({})", "Expressed in {}", "Unit of measure: {}")),
    *(Form(f"unit in head: {form}", unit_in_heads(form)) for form in ("{} ({})", "{} [{}]", "{}, {}", "{} {}", "FY{} ({})")),
    *(Form(f"unit in cell: {form}", unit_in_cells(form)) for form in ("{} {}", "{}{}", "{} ({})", "{} {}*", "~{} {}")),
    *(Form(f"heads: {years[0]} {years[1]}", headed(years)) for years in YEAR_HEADS),
    *(Form(f"heads, rising: {years[0]} {years[1]}", headed(years, turned=True)) for years in (("2022", "2021"), ("FY2022", "FY2021"))),
    *(Form(f"value: {name}", valued(form)) for name, form in VALUES.items()),
    Form("figure: blank groups", refigured(_grouped(" "))),
    Form("figure: thin blank groups", refigured(_grouped("\u2009"))),
    Form("figure: no-break groups", refigured(_grouped("\u00a0"))),
    Form("figure: apostrophe groups", refigured(_grouped("'"))),
    Form("figure: ’ groups", refigured(_grouped("’"))),
    Form("figure: no groups", refigured(_grouped(""))),
    Form("figure: comma and blank", refigured(_grouped(", "))),
    Form("figure: .0", refigured(lambda figure: f"{figure}.0" if "." not in figure else None)),
    Form("figure: .00", refigured(lambda figure: f"{figure}.00" if "." not in figure else None)),
    Form("figure: k", refigured(lambda figure: f"{figure}k" if "." not in figure and "," not in figure else None, 1e3)),
    Form("figure: million", refigured(lambda figure: f"{figure} million" if "." not in figure and "," not in figure else None, 1e6)),
    Form("figure: full-width", refigured(lambda figure: figure.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)}))),
    Form("figure: %", lambda one: replace(plainly(one), cells=(one.label, one.unit, *(f"{f}%" for f in one.figures))) if one.unit == "%" else None),
    Form("figure: % blank", lambda one: replace(plainly(one), cells=(one.label, one.unit, *(f"{f} %" for f in one.figures))) if one.unit == "%" else None),
    Form("figure: % alone", lambda one: Dressed(("Indicator", "2022", "2021"), (one.label, *(f"{f}%" for f in one.figures))) if one.unit == "%" else None),
    *(Form(f"column: {name}", with_column(*column)) for name, column in COLUMNS.items()),
    *(Form(f"order: {order}", ordered(order)) for order in ("lubv", "lvbu", "ulvb", "lvub", "luv", "lbvu")),
    *(
        Form(f"when: {form[3:]}", when(form))
        for form in (
            "{} in 2022", "{} (2022)", "{} 2022", "2022 {}", "{}, 2022", "{} in FY2022", "{} (FY2022)", "{} for 2022", "{} for the year 2022", "{} for the year ended 31 December 2022", "{} during 2022",
            "{} as at 31 December 2022", "{} (as at 31 December 2022)", "{} as of December 31, 2022", "{} – 2022", "{} [2022]", "FY2022 {}", "{} FY22", "{} at 31.12.2022", "{} at the end of 2022", "{} at year-end 2022", "{}: 2022",
        )
    ),
    *(Form(f"sentence: {name}", told(form)) for name, form in SENTENCES.items()),
)  # fmt: skip
