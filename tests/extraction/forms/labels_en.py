"""Forms of an English label that leave its meaning alone: spelling, order of words, what stands before and behind it."""

import re
from collections.abc import Callable, Mapping

Change = Callable[[str], str | None]

BRITISH = (  # and American
    ("labour", "labor"), ("organisation", "organization"), ("sulphur", "sulfur"), ("fibre", "fiber"),
    ("programme", "program"), ("centre", "center"), ("utilisation", "utilization"), ("utilised", "utilized"),
    ("aluminium", "aluminum"), ("behaviour", "behavior"), ("colour", "color"), ("licence", "license"),
    ("metre", "meter"), ("litre", "liter"), ("recognised", "recognized"), ("standardisation", "standardization"),
    ("digitalisation", "digitalization"), ("localisation", "localization"), ("neutralised", "neutralized"),
    ("optimisation", "optimization"), ("specialised", "specialized"), ("unionised", "unionized"), ("grey", "gray"),
    ("travelling", "traveling"), ("fulfilment", "fulfillment"), ("enrolment", "enrollment"), ("artefact", "artifact"),
    ("honours", "honors"), ("harbour", "harbor"), ("defence", "defense"), ("authorised", "authorized"),
    ("commercialisation", "commercialization"), ("materialised", "materialized"), ("analysed", "analyzed"),
    ("subsidised", "subsidized"), ("favourable", "favorable"), ("tyre", "tire"), ("catalogue", "catalog"),
)  # fmt: skip
HYPHENED = (
    "non-hazardous", "non-renewable", "non-executive", "non-compliance", "non-fossil", "non-recyclable", "e-waste",
    "co-generation", "anti-corruption", "anti-bribery", "anti-fraud", "pre-tax", "re-use", "cyber-security",
    "bio-mass", "bio-diesel", "bio-gas", "ground-water", "rain-water", "waste-water", "sea-water", "white-collar",
    "e-learning", "well-being", "work-place", "in-kind", "sub-contractors", "multi-national", "micro-enterprises",
    "health-care", "whistle-blowing", "whistle-blower", "on-line", "off-line", "by-products", "tap-water",
    "data-base", "head-count", "land-filled", "clean-up", "year-end", "in-house",
)  # fmt: skip
COMPOUNDS = (
    "full time", "part time", "long term", "short term", "on site", "off site", "lost time", "work related",
    "job related", "high risk", "middle level", "senior level", "entry level", "third party", "low carbon",
    "energy saving", "profit before", "in service", "on the job", "first aid", "market based", "location based",
    "tax paid", "water stressed", "health care", "follow up", "self generated", "solar powered", "new hire", "co2 equivalent",
    "single use", "post consumer", "ozone depleting", "greenhouse gas", "work life",
)  # fmt: skip
GLUED = (
    ("wastewater", "waste water"), ("groundwater", "ground water"), ("rainwater", "rain water"),
    ("freshwater", "fresh water"), ("landfill", "land fill"), ("headcount", "head count"),
    ("biodiesel", "bio diesel"), ("biogas", "bio gas"), ("biomass", "bio mass"), ("cybersecurity", "cyber security"),
    ("healthcare", "health care"), ("workforce", "work force"), ("workplace", "work place"), ("turnover", "turn over"),
    ("seawater", "sea water"), ("whistleblowing", "whistle blowing"), ("whistleblower", "whistle blower"),
    ("timeline", "time line"), ("spending", "spend"), ("database", "data base"), ("subcontractors", "sub contractors"),
)  # fmt: skip
DONE = {  # what is made of a thing: its forms
    "generated": ("generated", "produced"), "produced": ("produced", "generated"),
    "recycled": ("recycled",), "disposed": ("disposed",), "discharged": ("discharged",), "reused": ("reused",),
    "consumed": ("consumed", "used"), "used": ("used", "consumed"), "withdrawn": ("withdrawn",), "emitted": ("emitted",),
    "landfilled": ("landfilled",), "incinerated": ("incinerated",), "purchased": ("purchased", "bought"),
    "received": ("received",), "granted": ("granted",), "saved": ("saved",), "held": ("held",),
}  # fmt: skip
NOUNS = {
    "consumption": "consumed", "usage": "used", "use": "used", "generation": "generated", "withdrawal": "withdrawn",
    "discharge": "discharged", "production": "produced",
}  # fmt: skip
SHARE = re.compile(r"(?i)^(?:the )?(?:percentage|percent|proportion|share|% ) ?of (?:the )?(?=[a-z])")
NUMBER = re.compile(r"(?i)^(?:total )?number of (?:the )?(?=[a-z])")
STAFF = r"(?:employees|staff|workers|workforce|managers|directors|board members|new hires|suppliers)"
KINDS = (
    r"(?:female|male|full-time|part-time|permanent|temporary|new|independent|executive|non-executive|local|overseas)"
)
STOCK = re.compile(rf"(?i)\b{STAFF}\b|headcount|patents held|valid patents")
ENDS_AS_NAME = re.compile(r"[a-z]$")


def cased(change: Callable[[str], str]) -> Change:
    return lambda text: change(text)


def title_case(text: str) -> str:
    small = {"of", "and", "the", "in", "for", "to", "by", "per", "on", "with", "from", "a", "as", "or", "at"}
    words = text.split(" ")
    return " ".join(w if w in small and n else w[:1].upper() + w[1:] for n, w in enumerate(words))


def replaced(pairs: Mapping[str, str] | tuple[tuple[str, str], ...], *, back: bool = False) -> Change:
    """Words changed as pairs say, wherever they stand as words or begin one."""
    listed = list(pairs.items()) if isinstance(pairs, Mapping) else list(pairs)

    def change(text: str) -> str | None:
        made = text
        for one, other in listed:
            old, new = (other, one) if back else (one, other)
            made = re.sub(rf"(?i)\b{re.escape(old)}", lambda found, to=new: _as(found[0], to), made)
        return made if made != text else None

    return change


def _as(printed: str, other: str) -> str:
    return other[:1].upper() + other[1:] if printed[:1].isupper() else other


def within(pattern: str, to: str) -> Change:
    """A pattern replaced where a label has it."""
    return lambda text: made if (made := re.sub(pattern, to, text)) != text else None


def whole(pattern: str, to: str) -> Change:
    """A label of a pattern in another form; its first letter stays a capital."""
    known = re.compile(rf"(?i){pattern}")

    def change(text: str) -> str | None:
        found = known.fullmatch(text)
        if found is None:
            return None
        words = {f"g{n}": lowered(part or "") for n, part in enumerate(found.groups(), start=1)}
        return capital(to.format(**words))

    return change


def lowered(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def before(code: str) -> Change:
    return lambda text: f"{code}{text}" if text[:1].isalpha() else None


def behind(mark: str) -> Change:
    return lambda text: f"{text}{mark}" if not text.endswith(":") else None


def named_behind(mark: str) -> Change:
    """Behind a label that ends as a name does."""
    return lambda text: f"{text}{mark}" if ENDS_AS_NAME.search(text) else None


def of_stock(mark: str) -> Change:
    return lambda text: f"{text}{mark}" if STOCK.search(text) and ENDS_AS_NAME.search(text) else None


def plural(text: str) -> str | None:
    """The noun that a label ends with in the other number."""
    found = re.search(
        r"(?i)\b(employee|worker|director|supplier|complaint|patent|accident|injur(?=y|ies)|fatalit(?=y|ies)|incident|hour|session|meeting|volunteer|emission|withdrawal|discharge|donation|award|case|event|drill|inspection|visit|audit|course|training|saving|project|customer)(s|y|ies)?$",
        text,
    )
    if found is None:
        return None
    stem, end = found[1], (found[2] or "").lower()
    new = {"s": "", "": "s", "y": "ies", "ies": "y"}[end]
    return text[: found.start()] + stem + new


LABEL_FORMS: dict[str, Change] = {
    # letters
    "case: upper": cased(str.upper),
    "case: title": cased(title_case),
    "case: lower": cased(str.lower),
    "spelling: American": replaced(BRITISH),
    "spelling: British": replaced(BRITISH, back=True),
    "hyphen: blank": replaced({word: word.replace("-", " ") for word in HYPHENED}),
    "hyphen: none": replaced({word: word.replace("-", "") for word in HYPHENED}),
    "hyphen: put in": replaced({word: word.replace(" ", "-") for word in COMPOUNDS}),
    "hyphen: taken out": replaced({word.replace(" ", "-"): word for word in COMPOUNDS}),
    "hyphen: dash": lambda text: text.replace("-", "‑") if re.search(r"[a-z]-[a-z]", text) else None,
    "compound: apart": replaced(GLUED),
    "compound: glued": replaced(GLUED, back=True),
    "and: &": within(r" and ", " & "),
    "and: spelled": within(r" & ", " and "),
    "and: &, no blanks": within(r" and ", "&"),
    "and: +": within(r" and ", " + "),
    "or: /": within(r" or ", "/"),
    "or: / with blanks": within(r" or ", " / "),
    "slash: with blanks": within(r"(?<=[a-z])/(?=[a-z])", " / "),
    "slash: and": within(r"(?<=[a-z])/(?=[a-z])", " and "),
    "number: other": plural,
    "article: the": within(r"(?<= of )(?=[a-z])", "the "),
    "apostrophe: employees'": within(r"(?i)^employee (?=training|turnover|satisfaction|health)", "Employees' "),
    "blank: double": within(r"(?<=[a-z]) (?=[a-z])", "  "),
    "blank: no-break": within(r"(?<=[a-z]) (?=[a-z])", "\u00a0"),
    "blank: before bracket left out": within(r" \(", "("),
    "bracket: square": within(r"\(([^()]*)\)", r"[\1]"),
    "bracket: dash": within(r" \(([A-Za-z][a-z -]{3,})\)$", r" – \1"),
    "bracket: comma": within(r" \(([A-Za-z][a-z -]{3,})\)$", r", \1"),
    "bracket: colon": within(r" \(([A-Za-z][a-z -]{3,})\)$", r": \1"),
    "dash: bracket": within(r" [-–—] ([A-Za-z][a-z -]{3,})$", r" (\1)"),
    "dash: en": within(r" - ", " – "),
    "dash: em": within(r" [-–] ", " — "),
    "dash: colon": within(r" [-–—] ", ": "),
    # counting
    "number of: dropped behind": lambda text: _number(text, "{} (number)"),
    "number of: (No.)": lambda text: _number(text, "{} (No.)"),
    "number of: (#)": lambda text: _number(text, "{} (#)"),
    "number of: No. of": lambda text: _number(text, "No. of {}"),
    "number of: Nos. of": lambda text: _number(text, "Nos. of {}"),
    "number of: No of": lambda text: _number(text, "No of {}"),
    "number of: # of": lambda text: _number(text, "# of {}"),
    "number of: # X": lambda text: _number(text, "# {}"),
    "number of: total number of": lambda text: _number(text, "Total number of {}"),
    "number of: total no. of": lambda text: _number(text, "Total no. of {}"),
    "number of: , number": lambda text: _number(text, "{}, number"),
    "number of: , number of": lambda text: _number(text, "{}, number of"),
    "number of: – number": lambda text: _number(text, "{} – number"),
    "number of: count of": lambda text: _number(text, "Count of {}"),
    "number of: the number of": lambda text: _number(text, "The number of {}"),
    "number of: quantity of": lambda text: _number(text, "Quantity of {}"),
    "number of: Total X": lambda text: _number(text, "Total {}"),
    # totals
    "total: , total": whole(r"total (.+)", "{g1}, total"),
    "total: – total": whole(r"total (.+)", "{g1} – total"),
    "total: (total)": whole(r"total (.+)", "{g1} (total)"),
    "total: : total": whole(r"total (.+)", "{g1}: total"),
    "total: X total": whole(r"total (.+)", "{g1} total"),
    "total: in total": whole(r"total (.+)", "{g1} in total"),
    "total: overall": whole(r"total (.+)", "Overall {g1}"),
    "total: total of": whole(r"total (.+)", "Total of {g1}"),
    "total: total amount of": whole(r"total (.+)", "Total amount of {g1}"),
    "total: the total": whole(r"total (.+)", "The total {g1}"),
    "total: aggregate": whole(r"total (.+)", "Aggregate {g1}"),
    "total: grand": whole(r"total (.+)", "Grand total {g1}"),
    "total: (in total)": whole(r"total (.+)", "{g1} (in total)"),
    "total: annual": whole(r"total (.+)", "Annual {g1}"),
    "total: total annual": whole(r"total (.+)", "Total annual {g1}"),
    "total: group": whole(r"total (.+)", "Group total {g1}"),
    "total: gross": whole(r"total (.+ emissions.*)", "Gross {g1}"),
    # shares
    "share: (%)": lambda text: _shared(text, "{} (%)"),
    "share: , %": lambda text: _shared(text, "{}, %"),
    "share: % of": lambda text: _shared(text, "% of {}"),
    "share: % X": lambda text: _shared(text, "% {}"),
    "share: percent of": lambda text: _shared(text, "Percent of {}"),
    "share: per cent of": lambda text: _shared(text, "Per cent of {}"),
    "share: percentage of": lambda text: _shared(text, "Percentage of {}"),
    "share: percentage (%) of": lambda text: _shared(text, "Percentage (%) of {}"),
    "share: the percentage of": lambda text: _shared(text, "The percentage of {}"),
    "share: proportion of": lambda text: _shared(text, "Proportion of {}"),
    "share: share of": lambda text: _shared(text, "Share of {}"),
    "share: ratio of": lambda text: _shared(text, "Ratio of {}"),
    "share: rate of": whole(r"([a-z ]+) rate", "Rate of {g1}"),
    "share: X percentage": lambda text: _shared(text, "{} percentage"),
    "share: X (percentage)": lambda text: _shared(text, "{} (percentage)"),
    "share: X – percentage": lambda text: _shared(text, "{} – percentage"),
    "share: rate (%)": within(r"(?i) (?:rate|ratio)$", " rate (%)"),
    "share: X %": within(r"(?i) (?:percentage|ratio)$", " %"),
    # nouns turned round
    "turned: waste made, noun": whole(r"((?:total )?[a-z -]*(?:waste|wastewater|sewage|sludge)) (?:generated|produced)", "{g1} generation"),
    "turned: waste made, verb": whole(r"((?:total )?[a-z -]*(?:waste|wastewater|sewage|sludge)) (?:generated|generation)", "{g1} produced"),
    "turned: generation of": whole(r"([a-z -]*(?:waste|wastewater|sewage|sludge)) (?:generated|produced|generation)", "Generation of {g1}"),
    "turned: amount of": whole(r"([a-z -]*(?:waste|wastewater|water|electricity|energy)(?: [a-z]+ed)?)", "Amount of {g1}"),
    "turned: quantity of": whole(r"([a-z -]*(?:waste|wastewater|water|electricity|energy)(?: [a-z]+ed)?)", "Quantity of {g1}"),
    "turned: volume of": whole(r"([a-z -]*(?:water|wastewater)(?: [a-z]+ed)?)", "Volume of {g1}"),
    "turned: kind (hazardous)": whole(r"(hazardous|non-hazardous) (waste)", "Waste ({g1})"),
    "turned: kind, hazardous": whole(r"(hazardous|non-hazardous) (waste)", "Waste, {g1}"),
    "turned: kind – hazardous": whole(r"(hazardous|non-hazardous) (waste)", "Waste – {g1}"),
    "turned: kind: hazardous": whole(r"(hazardous|non-hazardous) (waste)", "Waste: {g1}"),
    "turned: fate behind": whole(r"(?:total )?(recycled|reused|landfilled|incinerated|disposed) ([a-z -]*(?:waste|water))", "{g2} {g1}"),
    "turned: fate before": whole(r"(?:total )?([a-z -]*(?:waste|water)) (recycled|reused|landfilled|incinerated)", "{g2} {g1}"),
    "turned: fate colon": whole(r"(?:total )?([a-z -]*(?:waste|water)) (recycled|reused|landfilled|incinerated|disposed)", "{g1}: {g2}"),
    "turned: fate dash": whole(r"(?:total )?([a-z -]*(?:waste|water)) (recycled|reused|landfilled|incinerated|disposed)", "{g1} – {g2}"),
    "turned: fate bracket": whole(r"(?:total )?([a-z -]*(?:waste|water)) (recycled|reused|landfilled|incinerated|disposed)", "{g1} ({g2})"),
    "turned: consumed": whole(r"([a-z ,-]+) (?:consumption|usage|use)", "{g1} consumed"),
    "turned: used": whole(r"([a-z ,-]+) (?:consumption|usage|use)", "{g1} used"),
    "turned: usage": whole(r"([a-z ,-]+) (?:consumption|use)", "{g1} usage"),
    "turned: use": whole(r"([a-z ,-]+) (?:consumption|usage)", "{g1} use"),
    "turned: consumption": whole(r"([a-z ,-]+) (?:consumed|usage|use|used)", "{g1} consumption"),
    "turned: consumption of": whole(r"(?:total )?([a-z ,-]+) (?:consumption|usage|use|consumed)", "Consumption of {g1}"),
    "turned: use of": whole(r"(?:total )?([a-z ,-]+) (?:consumption|usage)", "Use of {g1}"),
    "turned: total consumption of": whole(r"total ([a-z ,-]+) (?:consumption|usage|use|consumed)", "Total consumption of {g1}"),
    "turned: consumption – X": whole(r"([a-z -]+) consumption", "Consumption – {g1}"),
    "turned: consumption: X": whole(r"([a-z -]+) consumption", "Consumption: {g1}"),
    "turned: withdrawn": whole(r"(.*water) withdrawals?", "{g1} withdrawn"),
    "turned: withdrawal": whole(r"(.*water) withdrawn", "{g1} withdrawal"),
    "turned: withdrawal of": whole(r"(?:total )?(.*water) (?:withdrawals?|withdrawn)", "Withdrawal of {g1}"),
    "turned: discharged": whole(r"(.*water) discharges?", "{g1} discharged"),
    "turned: discharge": whole(r"(.*water) discharged", "{g1} discharge"),
    "turned: discharge of": whole(r"(?:total )?(.*water) (?:discharges?|discharged)", "Discharge of {g1}"),
    "turned: emissions of": whole(r"(?!scope|direct|indirect|ghg|total|energy)([a-z0-9 ]+) emissions", "Emissions of {g1}"),
    "turned: X emitted": whole(r"(?!scope|direct|indirect|total|energy)([a-z0-9 ]+) emissions", "{g1} emitted"),
    "turned: emissions: X": whole(r"(?!scope|direct|indirect|ghg|total|energy)([a-z0-9 ]+) emissions", "Emissions: {g1}"),
    "turned: emissions – X": whole(r"(?!scope|direct|indirect|ghg|total|energy)([a-z0-9 ]+) emissions", "Emissions – {g1}"),
    "turned: emissions (X)": whole(r"(?!scope|direct|indirect|ghg|total|energy)([a-z0-9 ]+) emissions", "Emissions ({g1})"),
    "turned: emission": whole(r"(.+) emissions", "{g1} emission"),
    "turned: discharge of pollutant": whole(r"(cod|ammonia nitrogen|chemical oxygen demand|bod)(?: emissions| discharged?)?", "{g1} discharge"),
    "scope: (Scope 1)": whole(r"scope ([123]) (?:ghg )?emissions", "Emissions (Scope {g1})"),
    "scope: – scope 1": whole(r"scope ([123]) (?:ghg )?emissions", "GHG emissions – Scope {g1}"),
    "scope: - scope 1": whole(r"scope ([123]) (?:ghg )?emissions", "GHG emissions - scope {g1}"),
    "scope: , Scope 1": whole(r"scope ([123]) (?:ghg )?emissions", "GHG emissions, Scope {g1}"),
    "scope: : Scope 1": whole(r"scope ([123]) (?:ghg )?emissions", "GHG emissions: Scope {g1}"),
    "scope: from scope": whole(r"scope ([123]) (?:ghg )?emissions", "Emissions from Scope {g1}"),
    "scope: Scope-1": within(r"(?i)scope ([123])", r"Scope-\1"),
    "scope: Scope1": within(r"(?i)scope ([123])", r"Scope\1"),
    "scope: Scope One": lambda text: re.sub(r"(?i)scope ([123])\b", lambda f: "Scope " + ("One", "Two", "Three")[int(f[1]) - 1], text),
    "scope: Scope I": lambda text: re.sub(r"(?i)scope ([123])\b", lambda f: "Scope " + "I" * int(f[1]), text),
    "scope: Scope 1:": within(r"(?i)^scope ([123]) (?=[a-z])", r"Scope \1: "),
    "scope: Scope 1 –": within(r"(?i)^scope ([123]) (?=[a-z])", r"Scope \1 – "),
    "gas: GHG": within(r"(?i)greenhouse gas(?:es)?(?: \(ghg\))?(?= )", "GHG"),
    "gas: spelled": within(r"\bGHG\b", "greenhouse gas"),
    "gas: with abbreviation": within(r"\bGHG(?= )", "greenhouse gas (GHG)"),
    "gas: GHGs": within(r"\bGHG(?= emission)", "GHGs"),
    "gas: carbon": within(r"(?i)\b(?:GHG|greenhouse gas)(?= emissions)", "carbon"),
    "gas: CO2e": within(r"(?i)\b(?:GHG|greenhouse gas)(?= emissions)", "CO2e"),
    "gas: CO₂": within(r"CO2", "CO₂"),
    "gas: NOₓ": within(r"NOx", "NOₓ"),
    "people: kind colon": whole(rf"({KINDS}) ({STAFF})", "{g2}: {g1}"),
    "people: kind dash": whole(rf"({KINDS}) ({STAFF})", "{g2} – {g1}"),
    "people: kind bracket": whole(rf"({KINDS}) ({STAFF})", "{g2} ({g1})"),
    "people: kind comma": whole(rf"({KINDS}) ({STAFF})", "{g2}, {g1}"),
    "people: number of, bracket": whole(rf"number of ({KINDS}) ({STAFF})", "Number of {g2} ({g1})"),
    "people: number of, dash": whole(rf"number of ({KINDS}) ({STAFF})", "Number of {g2} – {g1}"),
    "people: number of, colon": whole(rf"number of ({KINDS}) ({STAFF})", "Number of {g2}: {g1}"),
    "people: women": within(r"(?i)\bfemale (?=employee|staff|director|manager|worker|board)", "women "),
    "people: female": within(r"(?i)\bwomen (?=employee|staff|director|manager|worker|board)", "female "),
    "people: staff": within(r"(?i)\bemployees\b", "staff"),
    "people: employees": within(r"(?i)\bstaff(?= (?:turnover|training))", "employee"),
    "people: workforce": whole(r"total (?:number of )?(?:employees|staff)", "Total workforce"),
    "people: average hours": whole(r"average (?:training hours|hours of training) (per .+)", "Average hours of training {g1}"),
    "people: hours per": whole(r"average (?:training hours|hours of training) (per .+)", "Training hours {g1}"),
    "people: hours per, average": whole(r"average (?:training hours|hours of training) (per .+)", "Training hours {g1} (average)"),
    "people: per head": within(r"(?i) per employee", " per head"),
    "people: per FTE": within(r"(?i)(?<=hours) per employee", " per FTE"),
    "money: expenditure": whole(r"(.+) (?:spending|expenses|expense|spend)", "{g1} expenditure"),
    "money: spending": whole(r"(.+) (?:expenditures?|expenses|expense)", "{g1} spending"),
    "money: expenditure on": whole(r"(?!total|capital)(.+) (?:spending|expenditures?|expenses)", "Expenditure on {g1}"),
    "money: amount of": whole(r"([a-z ]*(?:investment|donations?|expenditure))", "Amount of {g1}"),
    "money: investment in": whole(r"(.+) investments?", "Investment in {g1}"),
    "money: amount invested in": whole(r"investment in (.+)", "Amount invested in {g1}"),
    # before the label
    **{
        f"before: {code.strip()}": before(code)
        for code in (
            "A1.2 ", "KPI B6.1 ", "KPI A1.2: ", "GRI 305-1 ", "GRI 305-1: ", "305-1 ", "305-1: ", "305-1(a) ", "[1] ", "(1) ",
            "1. ", "1) ", "1.2 ", "1.2.3 ", "1.2.3. ", "(a) ", "a) ", "a. ", "A. ", "(A) ", "i. ", "(i) ", "iv) ", "II. ", "• ",
            "· ", "- ", "– ", "— ", "▪ ", "■ ", "◦ ", "> ", "» ", "→ ", "✓ ", "* ", "E1-6 ", "S1-9.66a ", "TC-SI-130a.1 ", "E12 ",
            "EN-05: ", "SDG 8 ", "SDG 8: ", "#12 ", "Q4.1 ", "(Core) ", "Metric: ", "KPI: ", "KPI 3: ", "Indicator 4: ", "* ",
            "○ ", "□ ", "§12 ", "Disclosure 305-1 ", "ESRS E1-6 ", "SASB EM-MM-140a.1: ", "C6.1 ", "HKEX A1.2 ", "3a ", "(3a) ",
            "01 ", "The Group's ", "Our ", "Group ", "Company ", "The Company's ", "Annual ",
        )
    },
    # behind the label
    **{
        f"behind: {mark.strip()}": behind(mark)
        for mark in (
            "¹", "²", "¹,²", "(1)", " (1)", "1", " 1", "*", " *", "**", "***", "†", "‡", "^", "#", "§", "[1]", " [1]", "[a]", "{1}",
            " (a)", "(a)", " (i)", " (A)", " Note 4", " (Note 4)", " (note 4)", " [Note 4]", " (see Note 4)", " (see note below)",
            " (Notes 1 and 2)", " (footnote 3)", ":", " :", ";", ".", " (restated)", " (R)", " (LA)", " (A1)", " ✓", " √", " Ⓐ", "△", "●",
            " ▲", "^1", "^(1)", "⁽¹⁾", " ⁽²⁾", " (Scope of assurance)", " (assured)", " (unaudited)", " (estimated)",
            " (GRI 305-1)", " [GRI 305-1]", " – GRI 305-1", " GRI 305-1", " (305-1)", " (KPI A1.2)", " (A1.2)", " (HKEX KPI A1.2)",
            " (SDG 8)", " (E1-6)", " (ESRS S1-6)", " (SASB)", " (p. 34)", " (page 34)", " (Group)", " (consolidated)",
            " (preliminary)", " (revised)", " (absolute)", " (core)", " (core indicator)", " N1", " (N1)",
            " n1", " (total)", " (KPI)", " – KPI", " [KPI]", " (external assurance)", " (independently assured)", " (verified)",
            " (limited assurance)", " (all sites)", " (worldwide)", " (global)", " (pro forma)",
        )
    },
    # when
    "when: for the year": named_behind(" for the year"),
    "when: during the year": named_behind(" during the year"),
    "when: in the year": named_behind(" in the year"),
    "when: in the reporting year": named_behind(" in the reporting year"),
    "when: during the reporting period": named_behind(" during the reporting period"),
    "when: for the reporting period": named_behind(" for the reporting period"),
    "when: (for the year)": named_behind(" (for the year)"),
    "when: (annual)": named_behind(" (annual)"),
    "when: , annual": named_behind(", annual"),
    "when: per year": named_behind(" per year"),
    "when: /year": named_behind("/year"),
    "when: (year)": named_behind(" (year)"),
    "when: as at year end": of_stock(" as at year end"),
    "when: at year-end": of_stock(" at year-end"),
    "when: (at year-end)": of_stock(" (at year-end)"),
    "when: , end of year": of_stock(", end of year"),
    "when: at the end of the reporting period": of_stock(" at the end of the reporting period"),
    "when: as at 31 December": of_stock(" as at 31 December"),
    "when: (as of 31 December)": of_stock(" (as of 31 December)"),
    "when: (31 Dec)": of_stock(" (31 Dec)"),
    "when: at the end of the year": of_stock(" at the end of the year"),
}  # fmt: skip


def _number(text: str, form: str) -> str | None:
    """`Number of X` in another form."""
    found = NUMBER.match(text)
    return capital(form.format(text[found.end() :])) if found else None


def _shared(text: str, form: str) -> str | None:
    """`Percentage of X` in another form."""
    found = SHARE.match(text)
    return capital(form.format(text[found.end() :])) if found else None
