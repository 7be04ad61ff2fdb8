"""Clauses about all units together, which end what was said of one part: 总部培训5期;|各基层单位|培训86期."""

from cnesg.framework.regexes import regex

_UNITS = regex(
    r"(?:[\s,，•●◆■]|(?:19|20)\d\d年度?|全年|年内|报告期内?|同时|此外|另外|本?公司|集团)*"
    r"((?:各|其[他它余]|(?:所|下)属|权属|旗下|基层|二级|系统|成员|直属)(?:各级|各|级|的|基层|二级|直属|生产|经营|业务)*"
    r"(?:单位|企业|子公司|分公司|分、?子公司|子、?分公司|公司|分支机构|分行|支行|厂矿|项目部|车间))"
    r"(?:全年|年度|本年|今年|[也还则])?"
)
# Subsidiaries are told by themselves, whatever was told before, and so is a head office with its departments
_SUBSIDIARIES = regex(
    r"(?:[\s,，•●◆■]|(?:19|20)\d\d年度?|全年|年内|报告期内?|同时|此外|另外|(?:本?公司|集团)(?=[各下所旗]))*"
    r"((?:各|下属|所属|旗下|全资|控股|的)*(?:分、?子公司|子、?分公司|子公司|分公司)"
    r"(?:[、及和与](?:各|所属|下属)?(?:投资|参股|控股|成员|联营)(?:企业|公司))?"
    r"|(?:公司|集团)?(?:总部|本部)(?:及|和|与)?(?:其)?各(?:职能)?部门)"
    r"(?:全年|年度|本年|今年|共计?|累计|[也还则])*"
)
_REACH = 160  # characters before in which the head office was told of


def units_below(text: str, start: int, head_office: tuple[str, ...]) -> tuple[int, dict[str, str]] | None:
    """Where the words end by which a clause is about all units, and the class that they are; None where it is not.

    They are a class where the head office was told of before: 总部培训5期,|所属企业|培训86期; else the whole.
    Subsidiaries (各子公司|开展演练) are one wherever they are told of.

    Args:
        text: folded text of the passage.
        start: where the clause begins.
        head_office: words for the head office.
    """
    if subsidiaries := _SUBSIDIARIES.match(text, start):
        return subsidiaries.end(), {"entity": subsidiaries[1].removeprefix("各")}
    found = _UNITS.match(text, start)
    if found is None:
        return None
    before = text[max(0, start - _REACH) : start]
    return found.end(), {"entity": found[1].removeprefix("各")} if any(word in before for word in head_office) else {}
