"""English words around a number that say it counts or measures another thing than the wording found for it."""

import re

from cnesg.extraction.english_products import OF_PRODUCTS
from cnesg.extraction.numbers import Number
from cnesg.extraction.sentence import Choice, Sentence
from cnesg.extraction.thing_rules import Rule, is_one_of

_HEADS = ("employees", "employees_total", "employees_share")
_GASES = (
    "ghg_total", "ghg_scope1", "ghg_scope2", "ghg_scope3", "ghg_reduction", "ghg_reduction_rate", "co2_scope1",
    "methane_scope1",
)  # fmt: skip
_BOARD = (
    "board_directors", "independent_directors", "executive_directors", "non_executive_directors", "female_directors",
)  # fmt: skip
_PLACES = r"(?:Australia|Brazil|Canada|China|Europe|France|Germany|Hong Kong|India|Italy|Japan|Singapore|Spain|Taiwan)"
_TO_COME = re.compile(r"(?i)\b(?:potential(?:ly)?|could|would|can|capable of|able to|estimated to|helps? to)\b[^.;]*$")

_OF_PEOPLE = (
    # data on 34 countries, which accounted for 96% of our staff: how much was looked at, not who works where
    Rule(
        ("employees_share",),
        before=re.compile(r"(?i)\b(?:accounts?|accounted|accounting|represents?|represented|representing|cover\w*)\b"),
        said=re.compile(r"(?i)\b(?:data|figures|survey|sites|locations|operations|countries|offices)\b"),
        earlier=re.compile(r"(?i)\b(?:data|figures|survey|certifi\w+|sites|operations in)\b"),
    ),
    # 42% of UK staff took part: did something
    Rule(
        ("employees_share",),
        behind=re.compile(
            r"(?i)\sof (?:our |the |all |eligible |male |female |[A-Z]\w+ )*(?:employees|staff|colleagues|people"
            r"|workforce|team members)(?: and [\d.]+ ?% of (?:[a-z]+ ){1,2}(?:employees|staff|colleagues))?"
            r"\s(?:who )?(?:have |has |had |were |was |are |also )*(?:took|taken|participat\w+|attend\w+|join\w+"
            r"|enrol\w+"
            r"|opt\w+|use[ds]?|sign\w+|chose|said|say|feel|felt|believe\w*|agree\w*|recommend\w*|respond\w+|own\w*"
            r"|complet\w+|receiv\w+|benefit\w*|walk\w*|commut\w*|cycl\w+|vaccinat\w+|eligible|proud|satisfied|covered"
            r"|told|report\w*|plan|donat\w+|volunteer\w*)\b"
        ),
    ),
    # managers made up 74% of completions
    Rule(
        ("employees_share",),
        behind=re.compile(
            r"(?i)\sof (?:the |all |our |total |these |those )*(?:completions?|participants|enrolments?|downloads|sales"
            r"|revenue|promotions|complaints|claims|reports|cases|spend|purchases|emissions|energy|shares|votes)\b"
        ),
    ),
    # 1.4 million Well Done recognitions
    Rule(
        _HEADS,
        behind=re.compile(
            r"\s(?:[A-Z][\w’'-]*\s){0,5}(?:recognitions|awards|messages|votes|ideas|suggestions|responses|downloads"
            r"|visits"
            r"|shares|options|hours|days|kilometres|steps|posts|likes|views|connections|interactions|points)\b"
        ),
    ),
    # 94% of our developers hold a certificate: holding one is no training of the year
    Rule(
        ("trained_share",),
        behind=re.compile(r"(?i)\sof [^,.;]{2,40}\s(?:hold|holds|held|have|are|were) "),
        lacking=re.compile(r"(?i)\b(?:train(?:ed|ing)|course|courses|learning|programmes?|programs?|modules?)\b"),
    ),
    # Two cases of fraud were confirmed and three employees were dismissed: who was punished is no case more
    Rule(
        ("corruption_cases",),
        behind=re.compile(
            r"(?i)\s(?:employees|staff|people|colleagues|managers|persons) (?:were|was|have been) (?:dismissed"
            r"|disciplined|warned)"
        ),
        earlier=re.compile(r"(?i)\b(?:cases?|incidents?|instances?)\b"),
    ),
    # 14,200 patients were enrolled in our trials: people are no projects
    Rule(
        ("rd_projects",),
        behind=re.compile(
            r"(?i)\s(?:[a-z-]+ )?(?:patients|people|participants|subjects|employees|scientists|researchers|women|men)\b"
        ),
    ),
    # 1,940 colleagues took part in 120 events
    Rule(
        ("volunteers", "beneficiaries", "training_people"),
        behind=re.compile(
            r"(?i)\s(?:[a-z-]+\s){0,2}?(?:events|activities|projects|programmes|programs|sessions|organisations"
            r"|charities)\b"
        ),
    ),
    # a total of 2,960 volunteer hours
    Rule(
        ("volunteers", "beneficiaries", "employees", "employees_total"),
        behind=re.compile(
            r"(?i)\s(?:volunteer(?:ing)?|voluntary|community|service|training|working)\s(?:service\s)?hours\b"
        ),
    ),
    # our portfolio companies employ 64,000 people
    Rule(
        ("employees", "employees_total"),
        earlier=re.compile(
            r"(?i)\b(?:portfolio companies|investees|customers|clients|competitors?|suppliers|joint ventures?"
            r"|associates?"
            r"|franchisees|farmers)\s(?:\w+\s)?(?:employ|have|had)[^.;\d]{0,24}$"
        ),
    ),
    # 96 reports, 21 of which were upheld
    Rule(
        ("concerns_raised", "complaints"),
        behind=re.compile(
            r"(?i)\s(?:of (?:which|them|these)\s|cases\s|reports\s|complaints\s)?(?:were|was|had been"
            r"|have been)\s(?:later\s)?"
            r"(?:upheld|substantiated|proven|founded|unfounded|confirmed|closed|dismissed|rejected|withdrawn"
            r"|justified)\b"
        ),
    ),
    # staff who have served for 5 years receive 18 days of leave
    Rule(
        ("paid_leave_days_avg", "employees", "employees_total"),
        said=re.compile(r"(?i)\bwho have (?:worked|served|been employed)[^.;]{0,40}\byears?\b"),
    ),
)
_OF_HOURS = (
    # 800,000 hours of learning and 950 certificates
    Rule(
        ("training_hours", "safety_training_hours", "volunteer_hours", "hours_worked", "anticorruption_training_hours"),
        behind=re.compile(
            r"(?i)(?<!hours)(?<!hour)\s(?:[a-z-]+\s){0,2}(?:certifications?|certificates|badges|courses|modules"
            r"|sessions|workshops"
            r"|seminars"
            r"|participants|employees|colleagues|people|staff|volunteers|events|projects|programmes|programs|times)\b"
        ),
        before=re.compile(r"(?i)^(?!.*\bhours\b)"),
    ),
    # 96,000 hours to 1,200 charities
    Rule(
        ("volunteer_hours",),
        behind=re.compile(
            r"(?i)\s(?:[a-z-]+\s){0,2}?(?:charities|nonprofits|non-profits|organi[sz]ations|causes|schools|projects)\b"
        ),
    ),
    # at least 8 hours must be completed
    Rule(
        ("training_hours", "training_hours_avg", "safety_training_hours", "anticorruption_training_hours"),
        before=re.compile(
            r"(?i)\b(?:must|has to|have to|shall|should|are required to|is required to|required|minimum of"
            r"|entitled to)\b"
            r"[^,.;]*$"
        ),
    ),
)
_OF_THE_ENVIRONMENT = (
    # 3GW would be needed, a load equivalent to 4GW of wind: what is not there
    Rule(
        ("renewable_capacity",),
        behind=re.compile(r"(?i)[^.;,]{0,60}?\b(?:would|could|might|may|will) (?:be )?(?:need|requir|necessary)"),
    ),
    Rule(
        ("renewable_capacity",),
        earlier=re.compile(r"(?i)\b(?:requires?|would require|would need|equivalent to)\b[^.;]{0,60}$"),
    ),
    Rule(("renewable_energy",), behind=re.compile(r"(?i)\s(?:[a-z-]+ )?(?:battery|batteries|storage)\b")),
    # 100% renewable diesel
    Rule(
        ("renewable_energy_share",),
        behind=re.compile(
            r"(?i)\s(?:renewable|recycled|bio-?based)\s(?:bio)?(?:diesel|fuels?|gas|plastics?|materials?|paper)\b"
        ),
    ),
    # decreased from 147 Mt: the former figure is no amount saved
    Rule(
        ("ghg_reduction", "energy_saved", "water_saved"),
        before=re.compile(r"(?i)\bfrom\s(?:about |around |approximately )?$"),
    ),
    # could cut CO2 by 95%
    Rule(
        ("ghg_reduction_rate", "ghg_reduction", "energy_saved", "water_saved"),
        earlier=_TO_COME,
        lacking=re.compile(
            r"(?i)\b(?:we|our|the (?:group|company|bank)) (?:have |has )?(?:cut|reduced|saved|avoided|achieved)\b"
        ),
    ),
    # Australia's emissions
    Rule(
        _GASES,
        earlier=re.compile(
            rf"\b(?:{_PLACES}|UK|EU|US|the (?:country|nation|world|industry|sector|city|region|government|state))"
            r"['’]?s (?:total |national |overall |carbon |greenhouse gas |GHG |CO2 |own )*(?:emissions|footprint)"
        ),
    ),
)
_OF_MONEY_AND_BODIES = (
    # collected on behalf of governments
    Rule(("tax_paid",), before=re.compile(r"(?i)\bcollect(?:ed|ing|s)?\b")),
    Rule(("tax_paid",), before=re.compile(r"(?i)\b(?:net of|tax at the)\b")),  # no tax, and one that a rate would give
    Rule(("tax_paid",), behind=re.compile(r"(?i)\s(?:was |were )?(?:collected|withheld) (?:on behalf|from)")),
    # the largest customer, beside the five largest
    Rule(
        ("top5_customers_share", "top5_suppliers_share"),
        before=re.compile(
            r"(?i)\blargest (?:single )?(?:customer|supplier|client|vendor)\b(?!s)(?!.*\b(?:customers|suppliers)\b)"
        ),
    ),
    # 49% of complaints came from Europe
    Rule(
        ("complaint_resolution_rate",),
        lacking=re.compile(
            r"(?i)resol|settl|handl|clos|respon|address|answer|satisf|dealt|follow|process|replie|reply|complet"
            r"|repl(?:y|ied)"
            r"|acknowledg|turn|rectif|conclu|[\u4e00-\u9fff]"
        ),
    ),
    # any holder of more than 5%: a threshold, or a scheme's limit
    Rule(
        ("shareholding",),
        before=re.compile(
            r"(?i)\b(?:more than|at least|not less than|exceed(?:s|ing)?|up to|in excess of|minimum of|maximum of"
            r"|limit of"
            r"|over)\s$"
        ),
    ),
    # a committee of three directors
    Rule(
        _BOARD,
        earlier=re.compile(
            r"(?i)\bcommittee(?: of the board)?,?\s(?:currently |presently |now |which |is |was )*"
            r"(?:comprises?|comprised|comprising|consists?|consisted|consisting|composed|made up|includes?|included"
            r"|has|had"
            r"|with)"
            r"(?: entirely| solely| exclusively)?(?: of)?[^.;\d]{0,40}$"
        ),
        lacking=re.compile(r"(?i)\bboard (?:currently |now )?(?:comprises|comprised|consists|consisted|has|had)\b"),
    ),
    # directors who own shares each
    Rule(
        _BOARD,
        behind=re.compile(
            r"(?i)\s(?:[a-z-]+ )*directors? (?:own|owned|hold|held|retired|resigned|joined|attended|stood)\b"
        ),
    ),
)
_RULES = (*_OF_PEOPLE, *_OF_HOURS, *_OF_THE_ENVIRONMENT, *_OF_MONEY_AND_BODIES, *OF_PRODUCTS)
_REFERENCE = re.compile(  # International Standard 3000, pages 14 to 15, Note 12
    r"(?:\b[Pp]ages? (?:\d+ ?(?:to|and|-|–|,) ?)*"
    r"|\b(?:Standards?|[Ee]ngagements|Regulation|Directive|Chapter|Section|Article|Appendix|Notes?|Form|Figure|Table"
    r"|Schedule"
    r"|Clause"
    r"|Rule|Part|Phase|Version|Goal|SDG|ISO|ISAE|ISA|IEC|IFRS|IAS|HKFRS|GRI|SASB)s?(?: No\.?)?)\s?$"
)
_LARGEST = re.compile(r"(?i)\blargest (?:customer|supplier|client|vendor)(s?)\b")
_OF_SCOPES = re.compile(r"(?i)\bscopes? (?:[123]\s?(?:,|&|\+|-|–|/|and|to)?\s?)*$")
_ITEM = re.compile(r"[.)](?=[A-Z])")
_BARE = frozenset({"bare", "items", "cases", "occasions", "persons"})


def is_of_other_english_thing(sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether English words right around a number say what it counts, and that is not what the metric counts.

    Args:
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
    """
    if is_reference(sentence, number):
        return True
    metric = choice.fit.metric
    if metric.startswith("top5_") and _is_of_largest(sentence, number):
        return True
    rules = [rule for rule in _RULES if is_one_of(metric, rule.metrics)]
    label = sentence.own_label(number) if rules else ""
    return any(rule.denies(sentence, number, label) for rule in rules)


def is_reference(sentence: Sentence, number: Number) -> bool:
    """Whether a number is part of a name: of a standard, a page, a scope, an item of a list ("3.Working with others").

    Args:
        sentence: the sentence of the number.
        number: the number.
    """
    text, low = sentence.text, max(sentence.start, number.start - 24)
    if number.printed.is_integer() and number.printed <= 3 and _OF_SCOPES.search(text, low, number.start):
        return True
    if number.unit_end > number.end or not number.kinds & _BARE:
        return False
    if number.start == sentence.start and _ITEM.match(text, number.end):
        return True
    return _REFERENCE.search(text, low, number.start) is not None


def _is_of_largest(sentence: Sentence, number: Number) -> bool:
    """Whether of two shares in turn this one is of the largest alone: "largest and five largest: 12% and 35%"."""
    chain = sentence.chain(number)
    told = [found[1] for found in _LARGEST.finditer(sentence.text, sentence.start, chain[0].start)][-len(chain) :]
    return len(chain) > 1 and len(told) == len(chain) and not told[chain.index(number)]
