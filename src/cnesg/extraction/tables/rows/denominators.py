"""What stands below the line of an intensity: people, revenue, a product, a floor area, or anything else."""

import re

from cnesg.framework.regexes import regex

REVENUE = regex(
    r"\b(?:of |in )?(?:(?:the|total|operating|gross|net|annual|sales|business|main) )*"
    r"(?:revenues?|turnover|sales|income|output value)(?: of)?\b|营业收入|营收|产值",
    re.IGNORECASE,
)
PRODUCT = regex(
    r"\b(?:t|tonnes?|tons?|kg|unit|product\w*|boe|barrels?|metal|cement|cementitious|clinker|steel|GWh|MWh|kWh|MJ|vehicles?|cars?|trucks?|"
    r"hl|hectolit(?:re|er)s?|[TPGE]B|(?:tera|peta|giga)bytes?|passengers?|parcels?|packages?|shipments?|ounces?|oz|wafers?|"
    r"(?:tonne|passenger|seat)[- ]k\w+|rpk|rtk|ask|atk|tkm|pkm|(?:room|guest)[- ]nights?)\b|吨|件|产品",
    re.IGNORECASE,
)
_PEOPLE = regex(r"\b(?:employees?|fte|capita|person|head|staff|workforce)\b|员工|人", re.IGNORECASE)
_OTHERS_TOO = regex(r"(?i)\b(?:and|or|&) (?:students|pupils|guests|patients|visitors|residents|customers)\b")
_HEADS = regex(  # tonnes/number of employees, kWh per total headcount
    r"(?i)(?:(?:the|total|average) )*(?:(?:number|no\.?) of )?(?:(?:total|full[- ]time) )?"
    r"(?:employees?|staff|headcount|workforce)"
)
_COUNTED = regex(r"(?i)(?:(?:the|total|average) )*(?:number|no\.?) of ([a-z][a-z -]{2,30}?)s?")  # kg/number of shops
_SCALED_MONEY = regex(r"(?i)(thousand|million|billion)s?\s(RMB|CNY|HK\$|HKD|US\$|USD|EUR|GBP)\b")
_DOLLARS = regex(r"(?i)\b(thousand|million|billion)s? (?:of )?(?:U\.?S\.? )?dollars?\b")
_PER_MONEY = regex(  # per $m revenue, per EUR million of net sales
    r"(?i)(US\$|HK\$|\$|€|£|₹|Rs\.?|rupees?|USD|EUR|GBP|HKD|CHF|RMB|CNY|INR)\s?"
    r"(m|mn|million|millions|bn|billion|k|'000|thousand|crores?|lakhs?)?\s?"
    r"(?:of |in )?(?:(?:net|total|group|annual) )?(?:revenues?|turnover|sales|income)"
)
_MONEY_SCALES = {"m": " million", "millio": " million", "million": " million", "b": " billion", "billio": " billion",
                 "billion": " billion", "k": " thousand", "'000": " thousand", "thousand": " thousand",
                 "crore": " crore", "lakh": " lakh"}  # fmt: skip
_CURRENCIES = {
    "US$": "USD",
    "$": "USD",
    "HK$": "HKD",
    "€": "EUR",
    "£": "GBP",
    "RMB": "CNY",
    "₹": "INR",
    "RS": "INR",
    "RS.": "INR",
    "RUPEE": "INR",
    "RUPEES": "INR",
}
_AREA = regex(r"(?i)(?:(1,?000|10,?000|10k)\s)?(m2|m²|sq\.? ?m(?:\b|et)|square met|sq\.? ?f(?:t|eet)|square f)")
_ROUND = {"1,000": "thousand", "1000": "thousand", "10,000": "10k", "10000": "10k", "10k": "10k"}
_ONE_OF = regex(r"(?i)(?:^|\s)per\s(?!cent\b).*")  # Food waste per restaurant: what it is one of is no class


def denominator(words: str) -> tuple[str, str]:
    """The family of what stands below a line, and its name in a unit: people, product or anything else."""
    if _PEOPLE.search(words):
        return ("employee", "employee") if not _OTHERS_TOO.search(words) else ("other", words.strip(" ()"))
    words = _DOLLARS.sub(r"USD \1", _SCALED_MONEY.sub(r"\2 \1", words))  # per thousand RMB revenue
    if money := _PER_MONEY.fullmatch(words.strip(" ()")):
        scale = _MONEY_SCALES.get((money[2] or "").lower().rstrip("ns"), "")
        return "money", f"{_CURRENCIES.get(money[1].upper(), money[1].upper())}{scale}"
    if area := area_below(words):
        return "area", area
    if REVENUE.search(words):
        return "money", words.strip(" ()")
    if PRODUCT.search(words):
        return "production", "unit"
    counted = _COUNTED.fullmatch(words.strip(" ()"))
    return "other", counted[1].lower() if counted else words.strip()


def is_number_of(words: str) -> bool:
    """Whether what stands below the line is how many people the company has, however it is put, or how many shops."""
    return _HEADS.fullmatch(words) is not None or _COUNTED.fullmatch(words.strip(" ()")) is not None


def area_below(words: str) -> str:
    """The name of an area in a unit, `10k m2`; empty where the words below the line begin with none."""
    area = _AREA.match(words.strip(" ()"))
    if area is None:
        return ""
    unit = "m2" if "m" in area[2].lower() else "sq ft"
    return f"{_ROUND[area[1].lower()]} {unit}" if area[1] else unit


def without_ratio(text: str) -> str:
    """A label without what its figure is for one of: `Food waste per restaurant`."""
    return _ONE_OF.sub("", " ".join(text.split())).strip(" -–—•:*")
