"""By what a title says that the rows below it divide a figure: the dimension of labels that no list of classes knows.

`Others` below `Workforce by region` is a region, `China excluding Hong Kong` is neither of the two.
"""

from cnesg.extraction.ages import age_of_cell
from cnesg.framework.regexes import regex

_DIMENSIONS = (
    (
        "region",
        regex(
            r"(?i)\bby (?:the )?(?:geograph\w*|regions?|countr(?:y|ies)|locations?|markets?|work(?:ing)? locations?)\b"
            r"|\b(?:geographical|regional) (?:distribution|breakdown)"
        ),
    ),
    ("gender", regex(r"(?i)\bby (?:gender|sex)\b|\bgender (?:composition|distribution|breakdown)")),
    ("employment", regex(r"(?i)\bby (?:employment|contract)(?: type)?\b")),
    ("function", regex(r"(?i)\bby (?:the )?(?:(?:job|business) )?(?:functions?|departments?|positions?)\b")),
    ("education", regex(r"(?i)\bby (?:education|qualification)")),
)
_BY_AGE = regex(r"(?i)\bby (?:the )?age\b")
_DIVIDED = regex(  # Number of employees by age group: < 30; Turnover rate (by region) - Jamaica
    r"(?i)^[^:]{3,80}?[ (](?P<by>by (?:the )?[a-z][a-z ]{2,32}?)\)?\s?"
    r"(?:(?:[:–—]|(?<!\w)-|-(?!(?-i:[a-z])))\s?|(?=[<>≤≥]))(?P<name>[^:]{1,40})$"  # no hyphen of full-time
)
_BY = regex(r"(?i)\bby (?:the )?[a-z][a-z ]{2,32}\)?$")
_WHOLE = regex(r"(?i)(?:grand )?total|overall|all|sub-?total")
_WITHOUT = regex(r"(?i)\s(?:excluding|except(?: for)?|outside(?: of)?|other than|excl\.)\s")
_REGION = "region"
_SAID_BEFORE = regex(  # 性别:男, 雇员类别:管理层
    r"(?:性别|年龄(?:组别?|层|段)?|地[区域点]|工作地点|国籍|学历|教育程度|职[级位务]"
    r"|(?:雇员|员工|职工|人员)(?:类[别型]|职级|级别|层级)|雇[佣用](?:类[别型]|性质|形式))\s?[:：]\s?(?=\S)"
)


def without_division(label: str) -> str:
    """A label in Chinese without the dimension that it names before its class: 雇员类别:管理层.

    Args:
        label: the label of a row, simplified.
    """
    found = _SAID_BEFORE.match(label)
    return label[found.end() :] if found is not None else label


def of_division(title: str, label: str, last: str, breakdown: dict[str, str]) -> dict[str, str]:
    """The classes of a row, where its title or its own label tells of which dimension its name is.

    Args:
        title: what stands above the rows, the nearest.
        label: the row's label.
        last: the last of the cells of a label that has several.
        breakdown: its classes so far.
    """
    if (parted := _parted(label, last)) is not None:
        return _of_label(*parted, breakdown)
    name = label.strip(" :-").lower()
    if _REGION in breakdown and _WITHOUT.search(name) and breakdown[_REGION] in name:
        return {**breakdown, _REGION: name}
    if breakdown.get("type") not in {name, None} or len(breakdown) != 1 or "type" not in breakdown:
        return breakdown
    dimension = next((told for told, said in _DIMENSIONS if said.search(title)), "type")
    return {dimension: breakdown["type"]}


def _parted(label: str, last: str) -> tuple[str, str] | None:
    """By what a label divides a figure and the name of the part, None where it says neither."""
    before = label.removesuffix(last).rstrip()
    if last and before != label and (by := _BY.search(before)):
        return by[0], last.strip().lower()
    found = _DIVIDED.match(label)
    return (found["by"], found["name"].strip().lower()) if found else None


def _of_label(by: str, name: str, breakdown: dict[str, str]) -> dict[str, str]:
    """The classes of a row whose label says by what it divides and which part it is."""
    told = {k: v for k, v in breakdown.items() if v in name and (k != "type" or v == name)}
    if _WHOLE.fullmatch(name):
        return told
    if _BY_AGE.search(by):
        return {**{k: v for k, v in told.items() if k not in {"age", "type"}}, "age": age_of_cell(name) or name}
    dimension = next((one for one, said in _DIMENSIONS if said.search(by)), "type")
    return {k: v for k, v in told.items() if k != "type"} or {dimension: name}
