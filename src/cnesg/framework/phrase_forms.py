"""Forms of a phrase of the lexicon that count as one: singular and plural, other spellings and ways of counting."""

from collections.abc import Mapping
from itertools import chain

from ahocorasick_rs import AhoCorasick

from cnesg.framework.regexes import regex

GROUP = regex(r"<([a-z_]+)>")  # words that stand for one another: <people>
_ALIKE: tuple[tuple[str, ...], ...] = (
    ("intensity", "density"), ("sulphur", "sulfur"), ("labour", "labor"), ("programme", "program"),
    ("utilisation", "utilization"), ("centre", "center"), ("wastewater", "waste water"), ("freshwater", "fresh water"),
    (" and ", " & "),
    ("anti corruption", "anticorruption"), ("anti bribery", "antibribery"), ("anti fraud", "antifraud"),
    ("non hazardous", "nonhazardous"), ("non renewable", "nonrenewable"), ("non executive", "nonexecutive"),
    ("non compliance", "noncompliance"), ("groundwater", "ground water"), ("rainwater", "rain water"),
    ("seawater", "sea water"), ("cybersecurity", "cyber security"), ("whistleblow", "whistle blow"),
    ("healthcare", "health care"), ("learning and development", "l&d", "l & d"), ("e waste", "ewaste"),
    ("aluminium", "aluminum"), ("utilised", "utilized"), ("organisation", "organization"),
    (": ", " - ", " – ", " — "),
)  # fmt: skip
_COUNTED_ALIKE: tuple[tuple[str, ...], ...] = (
    ("percentage of ", "percent of ", "proportion of ", "share of ", "% of ", "percentage "),
    ("number of ", "no. of ", "no of ", "# of "),
)
_SCOPE = regex(r"(?<=[ (+&])[123](?![\da-z%])")  # scope 1 is printed scope I as well
_SCOPES_SPELLED = ({"1": "i", "2": "ii", "3": "iii"}, {"1": "one", "2": "two", "3": "three"})
# The same in Chinese, where a word may be longer: the first of each as mainland reports have it.
_ALIKE_HAN: tuple[tuple[str, ...], ...] = (
    ("可再生能源", "再生能源"), ("供应商", "供货商"), ("营业收入", "营收", "收益"),
    ("排放强度", "排放密度", "排放密集度"), ("能耗强度", "能源密度", "能源密集度", "能耗密度"),
    ("耗水强度", "耗水密度", "用水密集度", "用水密度"), ("培训时", "训练时"), ("培训小时", "训练小时"),
    ("教育培训", "教育训练"), ("培训费", "训练费"), ("培训总", "训练总"), ("培训人", "训练人"),
    ("培训课程", "训练课程"), ("培训场", "训练场"), ("人均培训", "人均训练"), ("平均培训", "平均训练"),
    ("员工培训", "员工训练"),
    ("安全培训", "职业安全卫生教育训练", "安全卫生教育训练", "职业安全卫生训练", "安全卫生训练", "安全卫生培训",
     "职业安全教育训练", "职安教育训练", "职安训练", "工安教育训练", "工安训练"),
    ("残疾", "身心障碍", "身障", "残障"), ("工伤", "职业灾害", "职灾"),
    ("安全事故", "工安事故", "工安事件", "工安意外"),
    ("个人信息", "个资"), ("达标率", "符合率"), ("正式员工", "正职员工", "正职人员"),
    ("太阳能", "太阳光电"), ("认证", "验证"), ("实用新型专利", "新型专利"), ("外观设计专利", "设计专利"),
)  # fmt: skip

# Words that end as plurals do. Half of a form such as "i" or "u" would be found in every line.
_NO_PLURAL = regex(r"\b(?:as|gas|has|is|its|us|was)$")
# What a phrase has that may be written otherwise; most of the hundred thousand have nothing of it.
_OTHERWISE = AhoCorasick(["scope", *chain(*_ALIKE, *_COUNTED_ALIKE)])
_SCOPE_AND_NUMBER = regex(r"scope (?=[123])")  # Scope1
_OTHERWISE_HAN = regex("|".join(words[0] for words in _ALIKE_HAN))


def forms_of(phrase: str) -> set[str]:
    """The forms of a phrase that count as one: singular and plural, other spellings and ways of counting.

    Args:
        phrase: a phrase in matching form (`cnesg.framework.phrase_table.matching_form`).
    """
    if not phrase.isascii():
        return _forms_in_chinese(phrase) if _OTHERWISE_HAN.search(phrase) else {phrase}
    forms = _plurals(phrase)
    if not _OTHERWISE.find_matches_as_indexes(phrase):
        return forms
    for words in _ALIKE:
        one = next((word for word in words if word in phrase), None)
        if one is not None:
            forms |= {form.replace(one, other) for form in forms for other in words}
    for words in _COUNTED_ALIKE:
        one = next((word for word in words if phrase.startswith(word)), None)
        if one is not None:
            forms |= {other + form.removeprefix(one) for form in forms for other in words if form.startswith(one)}
    if "scope" in phrase:
        forms |= {_spelled_scope(form, numerals) for form in forms for numerals in _SCOPES_SPELLED}
        forms |= {_SCOPE_AND_NUMBER.sub("scope", form) for form in forms}
    return forms


def _spelled_scope(phrase: str, numerals: Mapping[str, str]) -> str:
    """A phrase with the number of its scope as a numeral or a word."""
    return _SCOPE.sub(lambda found: numerals[found[0]], phrase)


def _plurals(phrase: str) -> set[str]:
    """An English phrase with its last word in singular and plural."""
    forms = {phrase}
    if not phrase or not phrase[-1].isalpha() or not phrase.isascii():
        return forms
    if phrase.endswith("ies"):
        forms.add(phrase[:-3] + "y")
    elif phrase.endswith("s") and not phrase.endswith("ss"):
        if _NO_PLURAL.search(phrase):
            return forms
        forms.add(phrase[:-1])
    elif phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        forms.add(phrase[:-1] + "ies")
    elif len(phrase) > 3:
        forms.add(phrase + "s")
    return forms


def _forms_in_chinese(phrase: str) -> set[str]:
    forms = {phrase}
    for words in _ALIKE_HAN:
        if words[0] in phrase:
            forms |= {form.replace(words[0], other) for form in forms for other in words}
    return forms


def spelled_out(phrase: str, groups: Mapping[str, tuple[str, ...]]) -> list[str]:
    """A phrase with each group in it (`<people> joined`) replaced by each of the group's words."""
    group = GROUP.search(phrase) if "<" in phrase else None
    if group is None or group[1] not in groups:
        return [phrase]
    rest = spelled_out(phrase[group.end() :], groups)
    return [phrase[: group.start()] + word + end for word in groups[group[1]] for end in rest]
