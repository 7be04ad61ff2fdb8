"""Spellings of a unit that its tokens lack: a power of ten in digits, the scale behind, a stop at the end.

`10^3 t`, `k GJ`, `1,000t`; `tonnes (thousands)`, `kWh '000`, `RMB, million`, `RMB'million`, `HK$'m`; `hrs.`
"""

from cnesg.framework.regexes import regex

_POWER_OF_TEN = regex(r"(?:[x×*]\s?)?10\s?\^?\s?(?P<power>[3469³⁴⁶⁹])\s?(?=[A-Za-z㎥])")  # 10³ m3 is folded to 103 m3
_LETTER_FIRST = regex(
    r"(?P<letter>[kK]\s?(?=(?:GJ|TJ|MWh|t ?CO2|m3|m³|tons?\b|tonnes?\b))"
    r"|M\s(?=(?:t|m3|m³|GJ|kWh|tons?|tonnes?|lit(?:re|er)s?)\b))"
)
_GLUED = regex(r"(?:10?,000|10?000|'000)(?=[A-Za-z])")
_POWERS = dict(zip("3469³⁴⁶⁹", ("thousand", "10k", "million", "billion") * 2, strict=True))
_MAY_BE_BEHIND = regex(r"(?i)(?:(?:000|thousand|million|billion|mil|ml?n|bn|crore|lakh)s?|['’]m)[)\]]?$")
_BEHIND = regex(
    r"(?i)(?P<unit>[^\s(\[][^(\[,]{0,28}?)(?:(?:\s|,\s?|\s?[(\[])(?:in )?|['’]\s?)"
    r"(?P<scale>'?000|thousand|million|billion|mil|ml?n|bn|crore|lakh|(?<=['’])m)'?s?[)\]]?"
)
_SCALE_ALONE = regex(r"(?i)[\d,']*(?:000|thousand|million|billion|mil|ml?n|bn|crore|lakh)s?")
_OVER = regex(r"(?i)/|\bper\b")
_STOPPED = regex(r"[A-Za-z]\.$")
_EACH_YEAR = regex(r"(?i)(?P<unit>.+(?:/|\bper\b).+?)\s?(?:/\s?(?:years?|yr|annum|a)|\bper (?:year|annum)|\bp\.?a\.?)")
_AVERAGE = regex(r"(?i)^(?:avr|avg|average|av|mean)\.?\s(?:training )?(?=hours?\b|hrs?\b)")


def respelled(text: str) -> str:
    """A unit as the table knows it; the text itself where nothing of the kind is in it."""
    if found := _POWER_OF_TEN.match(text):
        return f"{_POWERS[found['power']]} {text[found.end() :]}"
    if found := _LETTER_FIRST.match(text):
        return f"{'thousand' if found['letter'][0] in 'kK' else 'million'} {text[found.end() :]}"
    if found := _GLUED.match(text):
        return f"{found[0]} {text[found.end() :]}"
    if _STOPPED.search(text):
        return text[:-1]
    text = _AVERAGE.sub("", text)
    each = _EACH_YEAR.fullmatch(text)
    return with_scale_first(each["unit"] if each is not None else text)


def with_scale_first(text: str) -> str:
    """A unit whose scale stands behind it with that before it; `RMB, million` as `million RMB`."""
    found = _BEHIND.fullmatch(text) if _MAY_BE_BEHIND.search(text) else None
    if found is None or _SCALE_ALONE.fullmatch(found["unit"]):
        return text
    scale = found["scale"].lower()
    if scale == "m" and _OVER.search(found["unit"]):
        return text  # tCO2e/HK$'m
    return f"{'thousand' if scale.endswith('000') else 'million' if scale == 'm' else scale} {found['unit']}"
