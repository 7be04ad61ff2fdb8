"""Figures for one of something, where the label says so and not the unit: 人均用水 44 吨, 吨钢综合能耗 597 kgce."""

import re
from dataclasses import replace

from cnesg.extraction.figures.numbers import Number
from cnesg.framework.regexes import regex

_PATTERNS = (
    (
        "employee",
        "employee",
        regex(
            r"人均|每人|每[名位个]?(?:员工|雇员|职工)"
            r"|(?i:per (?:employee|capita|head|person|fte|full.time employee)|by headcount"
            r"|/ ?(?:(?:(?:total )?employee )?head ?count|fte|employee)\b)"
        ),
    ),
    (
        "money",
        "INR crore",
        regex(
            r"(?i:per rupee of (?:turnover|revenue)(?=.{0,120}\bcrores?\b)|per (?:(?:rs\b\.?|inr|₹|`) ?)?crores?\b)",
            re.DOTALL,
        ),
    ),
    ("money", "INR", regex(r"(?i:per (?:indian )?rupees?\b)")),
    ("money", "HKD million", regex(r"每?百万港[元币]|(?i:per (?:hkd?|hk\$) ?million)")),
    (
        "money",
        "USD million",
        regex(r"每?百万美元|(?i:per (?:usd?|(?:us)?\$) ?(?:1 ?)?million|per million (?:us )?(?:dollars?|usd))"),
    ),
    ("money", "EUR million", regex(r"(?i:(?:per|/) ?(?:eur|€) ?(?:1 ?)?(?:million|m\b|mn\b))")),
    ("money", "GBP million", regex(r"(?i:(?:per|/) ?(?:gbp|£) ?(?:1 ?)?(?:million|m\b|mn\b))")),
    ("money", "JPY million", regex(r"(?i:(?:per|/) ?(?:million (?:japanese )?yen|jpy ?(?:1 ?)?million))")),
    ("money", "USD", regex(r"(?i:per (?:us ?)?(?:\$|dollar|usd) (?:of )?(?:revenue|sales|turnover))")),
    ("money", "CNY 10k", regex(r"(?<!百)万元(?:工业)?(?:产值|营收|营业收入|收入|增加值|GDP|销售)|每万元")),
    (
        "money",
        "CNY 10k",
        regex(
            r"(?i:per (?:(?:rmb|cny) ?(?:10,?000|ten thousand)|(?:10,?000|ten thousand) (?:yuan|rmb)) (?:of |in )?"
            r"(?:(?:industrial|gross|operating|total|sales) )?"
            r"(?:output|revenue|income|production))"
        ),
    ),
    (
        "money",
        "CNY million",
        regex(r"百万(?:元)?(?:产值|营收|营业收入|收入)|每百万元|(?i:per (?:rmb|cny) ?(?:1 ?)?million)"),
    ),
    (
        "money",
        "CNY",
        regex(
            r"单位(?:产值|营收|营业收入|收入|工业增加值)|每元"
            r"|(?i:per (?:unit (?:of )?)?(?:(?:total|operating|sales|business) )?(?:revenue|income|turnover)\b)"
        ),
    ),
    (
        "production",
        "t",
        regex(
            r"吨(?:吞吐量|钢|产品|铝|水泥|熟料|煤|纸|浆|酒|油|铜|锌|糖|焦|氨|碱|矿|材|铁|原煤)"
            r"|(?<![\d.百千万亿])吨[\u4e00-\u9fff]{1,3}(?=综合能耗|单位能耗|能耗|电耗|耗电|水耗|耗水|汽耗|煤耗)"
            r"|每(?:生产|加工|处理)?(?:1|一)?吨|(?i:per (?:tonne|ton)\b(?![ -]k))"
        ),
    ),
    (
        "production",
        "unit",
        regex(
            r"(?:千升|百升|(?<![\d.百千])万?米|单箱|标箱|万箱)[\u4e00-\u9fff]{0,3}(?=综合能耗|单位能耗|能耗|电耗|耗电|水耗|耗水|汽耗|煤耗)"
            r"|(?:吨|人|车|客|[百万][吨人车])公里|每(?:生产|加工)?(?:1|一)?(?:千升|间夜|箱|件|台|辆|万?米|立方米|标箱|重量箱|票|瓶)|(?<!享)单(?:均|箱|件|票|车|台|瓶)"
        ),
    ),
    (
        "production",
        "unit",
        # 按照单位产品能耗强度实现节能量|6万吨 is what was saved by that measure
        regex(
            r"单位(?:产品|产量|产能)(?![^,，。;；]{0,24}(?:实现|完成)[^,，。;；]{0,16}节[能约电水]量?)"
            r"|单产|(?i:per unit (?:of )?(?:product|production|output)\b(?! value))"
        ),
    ),
    (
        "area",
        "m2",
        regex(
            r"单位(?:建筑)?面积|每[百千万]?平方?米"
            r"|(?i:per (?:[\d,]+ )?(?:square (?:met|f)|sq\b|m2\b|m²)|per (?:unit|(?:gross )?floor) area)"
        ),
    ),
)
# "0.9 kg per vehicle", "for every tonne of paper": any noun below the line that is no time and no share
_PER = (
    r"(?:per|for (?:each|every|one)|(?:to|in) (?:mak(?:e|ing)|produc(?:e|ing)|manufactur(?:e|ing)|brew(?:ing)?"
    r"|bottl(?:e|ing)|serv(?:e|ing)|build(?:ing)?|grow(?:ing)?|mov(?:e|ing)|mill(?:ing)?|smelt(?:ing)?|refin(?:e|ing))"
    r" (?:one|an?|each|every))"
)
# "Producing a tonne of steel took": the same at the head of a sentence
_MAKING = r"(?:making|producing|manufacturing|brewing|bottling|building|smelting|refining) (?:one|an?|each|every)"
_NO_THING = r"(?!cent|annum|year|month|week|day|hour|minute|quarter|share|night shift|second|plan|site|project\b)"
_BEHIND = regex(
    r"(?i)\s(?:of [a-z0-9 -]{2,32}? )?(?:was|were|is|are)?\s?(?:(?:needed|used|required|emitted|consumed) )?"
    rf"{_PER} {_NO_THING}(?P<below>[^,.;()]{{2,60}})"
)
_BEFORE = regex(rf"(?i)\b(?:{_PER}|{_MAKING}) {_NO_THING}(?P<below>[^,.;()]{{2,60}})")
_PER_OF_LABEL = regex(
    rf"(?i)(?<!\bas) per {_NO_THING}(?P<many>10{{1,2}},?(?:000)? )?(?P<below>[a-z][^\n,.;()\[\]/]{{1,40}})"
)
_PRODUCT = regex(
    r"(?i)units?\b|pieces?\b|products?\b|items?\b|dose|case|bottle|box|pair|garment|meal|kilo|kg|litre|liter"
)
_MAY_DIVIDE = regex(r"(?i)\bper\b|\bone\b|\beach\b|\bevery\b|\bto [a-z]+ an?\b|[a-z]ing an?\b")
_EACH_UNIT = regex(
    r"(?i)\b(?:each|every) (?P<below>(?:tonne|ton|kilo|kilogram|litre|liter|hectolitre|unit|vehicle|car|guest"
    r"|passenger|room|parcel|order|barrel|megawatt.hour|kilowatt.hour|square met|bottle|ounce)\b[^,.;()]{0,40})"
)
_EACH = regex(
    r"(?i)\b(?:each|every|(?:the|an?|our) (?:average|typical))"
    r" (?:employee|staff member|colleague|full.time employee|worker|person) "
)
_MONEY = regex(
    r"(?i)(?P<many>million |billion |1 million |thousand )?"
    r"(?P<name>(?:hong kong|us|singapore) dollars?|(?:us|hk|a|s|nt)?\$|€|£|usd|eur|hkd|rmb|cny|gbp|dollars?|euros?"
    r"|yuan|pounds?|yen)\s?"
    r"(?P<behind>million|billion|m\b|1 million|thousand)?|(?P<plain>(?:unit of )?(?:revenue|sales|turnover))"
)
_HEAD = regex(
    r"(?i)(?:full.time )?(?:equivalent )?"
    r"(?:employees?|staff member|staff|head|capita|person|fte|colleague|worker|full.time equivalent)\b"
    r"(?! (?:kilo|km|night))"
)
_FLOOR = regex(r"(?i)square|sq|m2|m²|floor")
_OIL = regex(r"(?i)barrel|boe")
_CURRENCIES = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "£": "GBP", "gbp": "GBP", "rmb": "CNY", "cny": "CNY", "yuan": "CNY",
    "hk$": "HKD", "hong kong dollar": "HKD", "hkd": "HKD", "yen": "JPY", "pound": "GBP", "s$": "SGD",
    "singapore dollar": "SGD", "a$": "AUD", "nt$": "TWD",
}  # fmt: skip
_SALES = regex(r"\b(?:revenues?|turnover|sales)$")
_EACH_SHARE = regex(r"(?i)\s(?:per|for each|a) (?:ordinary |common )?share\b")
OF_SHARES = regex(r"每\s?(?P<each>十|\d+)?\s?股|(?<![\d.])(?P<of>10|十)\s?股?派")  # 每10股派, 10派
# what heads a list of dividends, each with its year
LEADS_SHARES = (
    r"每\s?(?:10|十)\s?股(?:派息|派现|派发|分红|股利|股息|红利|现金分红|现金股利|现金红利)[^。;；:：\d]{0,14}[:：]"
)
_PAID = regex(  # 10派|1.5(含税); 每10股派息数(含税)/元: 2022年为|1.4
    r"(?<![\d.])(?P<of>10|十)\s?股?派(?:现金?|息|发)?$"
    rf"|{LEADS_SHARES}(?:(?:19|20)\d\d\s?年?度?(?:[为是]|派)?)?$"
)
_COINS = frozenset({"p", "pence", "cents", "hk cents", "us cents", "singapore cents"})
_DIVIDEND = regex(r"(?i)\bdividends?\b")
AMOUNTS = frozenset({"mass", "co2", "energy", "volume"})
_AREA = regex(  # per 10,000 m2, 每万平方米
    r"(?i)per (?:(?P<round>1,?000|10,?000) )?(?P<feet>square f|sq\.? ?f)?|每(?P<many>[百千万])?平方?米"
)
_ROUND_AREAS = {"1000": "thousand ", "10000": "10k ", "百": "100 ", "千": "thousand ", "万": "10k "}


_SHARE_TOLD = regex(r"(?:比例|占比|比重|比率)\s?(?:[均都]?[为是]|[:：])?\s?$")


def _is_dividend(number: Number, label: str) -> bool:
    """Whether an amount in pence or cents is a dividend, which is then of one share: The total dividend was |20.5p."""
    return number.raw_unit.lower() in _COINS and _DIVIDEND.search(label) is not None


def as_ratio(number: Number, label: str, behind: str | None = None) -> Number:
    """The number as an intensity where the label says that it is for one of something.

    Args:
        number: a number with the unit it is printed in.
        label: the folded words that say what it is; of a cell those of its row and, in the next line, its column.
        behind: what follows its unit in a sentence, None for a table's cell.
    """
    if "money" in number.kinds and behind is not None and (_EACH_SHARE.match(behind) or _is_dividend(number, label)):
        return replace(number, unit=f"{number.unit}/share", kinds=frozenset({"per_share"}), family="share")
    if not number.unit and _PAID.search(label):
        number = replace(number, unit="CNY", kinds=frozenset({"money"}))
    if not (number.unit or number.value or behind is None) and _SHARE_TOLD.search(label):
        return replace(number, unit="%", kinds=frozenset({"percent"}))  # 残疾人雇佣比例:0
    if "money" in number.kinds and (shares := OF_SHARES.search(label)):
        many = shares["each"] or shares["of"]
        count = {None: 1.0, "十": 10.0}.get(many, 0.0) or float(many) or 1.0  # 每0股: a digit was misread
        return replace(
            number,
            value=number.value / count,
            unit=f"{number.unit}/share",
            kinds=frozenset({"per_share"}),
            family="share",
        )
    if number.family is not None or not number.kinds & AMOUNTS:
        return number
    for family, below, pattern in _PATTERNS:
        if found := pattern.search(label):
            named = _area(found[0]) if family == "area" else below
            return over(number, named, family)
    return _of_label(number, label) if behind is None else _divided(number, label, behind)


def product_below(label: str) -> str:
    """The unit of the product that the first words of a label are one of: 吨钢, 单位产品的; empty where they say else.

    Args:
        label: what stands before the name of an amount, folded.
    """
    for family, below, pattern in _PATTERNS if label else ():
        found = pattern.match(label) if family == "production" else None
        if found is not None and label[found.end() :] in {"", "的"}:
            return below
    return ""


def over(number: Number, below: str, family: str | None) -> Number:
    """The number as an intensity for one of something.

    Args:
        number: an amount with its unit.
        below: the unit of what it is for one of.
        family: what that counts (employee, money, production, ...).
    """
    return replace(number, unit=f"{number.unit}/{below}", kinds=frozenset({"intensity"}), family=family)


def _area(words: str) -> str:
    """The area that a figure is for one of, in the words of units: `m2`, `10k m2`, `sq ft`."""
    found = _AREA.match(words)
    if found is None:
        return "m2"
    many = (found["round"] or found["many"] or "").replace(",", "")
    return _ROUND_AREAS.get(many, "") + ("sq ft" if found["feet"] else "m2")


def _of_label(number: Number, label: str) -> Number:
    """The number of a cell as an intensity where its label ends in what it is for one of: `Water use per bed`.

    What counts no product (a bed, a store) is of no family of its own.
    """
    found = _PER_OF_LABEL.search(label)
    if found is None:
        return number
    family, below = _named_below(found["below"].strip())
    if below == "unit" and not _PRODUCT.match(found["below"]):
        below = found["below"].strip().lower()
        family = "money" if _SALES.search(below) else "other"  # per million revenue, of no currency
    below = (found["many"] or "").replace(",", "") + below  # per 100 |RTK
    return over(number, below, family)


def _divided(number: Number, label: str, behind: str) -> Number:
    """The number as an intensity where English words before or behind it say of one of what it is."""
    found = _BEHIND.match(behind)
    if found is None and _MAY_DIVIDE.search(label):
        found = _BEFORE.search(label) or _EACH_UNIT.search(label)
    if found is None:
        if not _EACH.search(label):
            return number
        family, below = "employee", "employee"
    else:
        family, below = _named_below(found["below"].strip())
    return over(number, below, family)


_MADE = regex(
    r"(?i)(?:passenger|tonne|ton)[ -]k(?:m|ilomet(?:re|er))\b|hectolit(?:er|re)|hl|vehicle|ounce|oz|wafer|parcel"
    r"|passenger|guest night|room night|[kM]Wh\b|[ar][ts]k\b|rpk\b|[tp]km\b|teu\b"
)
_MADE_UNITS = {"hectolitre": "hl", "hectoliter": "hl", "ounce": "oz", "kwh": "kWh", "mwh": "MWh"}


def _named_below(name: str) -> tuple[str, str]:
    """The family and the unit of what stands below the line."""
    if _HEAD.match(name):
        return "employee", "employee"
    if money := _MONEY.match(name):
        if money["plain"]:
            return "money", "CNY"
        scale = (money["many"] or money["behind"] or "").strip().lower().removeprefix("1 ")
        currency = _CURRENCIES.get(money["name"].lower().rstrip("s"), "USD")
        return "money", f"{currency} {'million' if scale == 'm' else scale}".strip()
    if _FLOOR.match(name):
        return "area", "m2"
    if _OIL.match(name):
        return "other", "boe"
    return "production", _unit_made(name)


def _unit_made(name: str) -> str:
    """The unit that one of what is made counts as: `t`, `vehicle`; `unit` where it has no name of its own."""
    if re.match(r"(?i)ton(?:ne)?s?\b(?!.k(?:m|ilo))", name):
        return "t"
    made = _MADE.match(name)
    return _MADE_UNITS.get(made[0].lower(), made[0].lower()) if made else "unit"
