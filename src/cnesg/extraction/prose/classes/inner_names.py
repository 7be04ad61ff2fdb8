"""Classes that say what another class says too, or no more than how all who are helped are."""

from cnesg.framework.regexes import regex

PARTS = {"entity", "site", "segment"}  # dimensions that name a part of the company
_LEAVERS = regex(  # 招聘毕业生90人,其中硕士|12人: who has a degree left school
    r"(?:应届|往届|高校|院校|大学|大中专|全日制)*(?:大学生|毕业生|学生)"
)
_ANY_RELIEF = regex(r"(?:定点|对口|结对|精准)+(?:扶贫|帮扶)(?:工作)?")  # how all who are helped are, no programme
_AROUND_NAME = regex(r"^(?:公司|集团|控股|全资|下属|所属|子公司|仅|其中|在|由|的)+|(?:有限|责任|股份|公司)+$")
# What longer names may hold.
_INNER = {"source", "group", "type", "function", "education", "level", "region", "project"}


def without_inner(classes: dict[str, str]) -> dict[str, str]:
    """Classes without those that another's name says too: 贫困学生 beside 江口小学贫困学生, 毕业生 beside 硕士."""
    if len(classes) < 2:
        return classes
    if "education" in classes and _LEAVERS.fullmatch(classes.get("function", "")):
        classes = {k: v for k, v in classes.items() if k != "function"}
    if "recipient" in classes and _ANY_RELIEF.fullmatch(classes.get("programme", "")):
        classes = {k: v for k, v in classes.items() if k != "programme"}
    names = [_AROUND_NAME.sub("", v) for k, v in classes.items() if k in PARTS]
    return {
        k: v
        for k, v in classes.items()
        if k not in _INNER
        or not (any(v in other and v != other for other in classes.values()) or _AROUND_NAME.sub("", v) in names)
    }
