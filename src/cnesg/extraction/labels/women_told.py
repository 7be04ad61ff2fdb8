"""Titles that say that the rows below them count women: `Gender representation (% women)`, `Women in leadership`.

The rows then name no more than among whom: All employees, Managers, Board of Directors, New hires.
"""

from cnesg.framework.regexes import regex

_HALF_WIDTH = str.maketrans("（）％", "()%")
GENDER = regex(r"(?i)\b(?:fe)?males?\b|\bwom[ae]n\b|\bm[ae]n\b")
OTHER_THAN_STAFF = regex(  # what else ranks are parted by
    r"(?i)\b(?:hires?|hired|hiring|recruit\w*|joiners?|starters?|leavers?|turnover|attrition|resign\w*|retention|retained|"
    r"promot\w+|advance\w*|train\w*|learning|courses?|hours|pay|paid|salar\w+|wages?|bonus\w*|remunerat\w*|compensat\w*|ratios?|"
    r"gap|score\w*|engage\w*|survey\w*|apprais\w*|reviews?|leave|absen\w*|injur\w*|applicants?|applications?|candidates?|"
    r"target\w*|goals?|change|growth|increase|decrease|tenure|age|nationalit\w*|suppliers?"
    r"|customers?(?![ -](?:support|services?|care|experience|operations|facing))|patients?|boards?)\b"
)
_WOMEN = r"(?:women|females?)(?:['’]s?)?(?: (?:employees?|staff|workers?|colleagues|talent|leaders))?"
_SHARE = r"(?:%|percent(?:age)?s?|shares?|proportions?|ratios?)"
_WHERE = (
    r"(?: (?:in|at|on|across|among|of|within)(?: the| our| all| total)?(?: senior| global)?"
    r" (?:leadership|management|business|company|group|organi[sz]ation|workforce|employees|staff|headcount)"
    r"(?: (?:roles|positions|teams?|levels?|population))?)?"
)
_TOLD = regex(
    rf"(?i)(?:gender (?:representation|diversity|balance|equality|split|mix)\s?[-–—:,(]\s?)?"
    rf"(?:(?:the )?(?:{_SHARE}|number|representation) (?:of )?{_WOMEN}|{_WOMEN}(?: (?:representation|{_SHARE}))?)"
    rf"{_WHERE}(?:,? by [a-z ]{{3,30}})?(?:,? (?:\(?%\)?|percent|per cent|\(in %\)))?\s?\)?\s?(?:\(?[ivx\d]{{1,4}}\)?)?"
)
_TOLD_BEHIND = regex(  # Workforce composition (% women)
    r"(?i)[a-z][a-z &,/’'-]{3,60}?\s?[(–—-]\s?(?:%|(?:share|percentage|proportion) of)\s?(?:women|females?)\)?"
)
_TOLD_ZH = regex(
    r"女性?(?:员工|职工|雇员|人员)?(?:所占|在各[级类]\S{2,6}中的?|的)?(?:占比|比例|比率|比重|人数占比)(?:情况)?\s?(?:\(\s?%\s?\)|%)?"
)
_SAYS_SHARE = regex(rf"(?i)%|[占比][比例率重]|\b{_SHARE}\b|\brepresentation\b")
_OF_BOARD = regex(
    r"(?i)(?:(?:gender )?diversity [-–—] )?(?:the )?(?:(?:group|supervisory|management) )?boards?"
    r"(?: of directors| members(?:hip)?)?"
    r"|(?:board )?directors"
)
_OF_BOARD_ZH = regex(r"董事会?(?:成员)?|(?:公司)?全体董事")
_OF_MANAGEMENT = regex(
    r"(?i)(?:the )?(?:group |senior )?(?:executive|management|leadership) (?:committee|board|council)"
)
_WHOLE = regex(
    r"(?i)(?:(?:total|all|overall|whole|entire|our|group|global) )*(?:workforce|employees|staff|headcount|colleagues"
    r"|workers|company|group|organi[sz]ation)|total|overall|all(?: levels)?"
)
_HIRED = regex(r"(?i)\b(?:hire[sd]?|recruits?|joiners|starters)\b|^新")
_HAN = regex(r"[\u4e00-\u9fff]")
_WHOLE_ZH = regex(r"(?:公司|集团)?(?:总体|整体|合计|总计|全体|全部)?(?:员工|职工|雇员)?(?:总体|整体|合计|总计)?")
_UNIT_ZH = regex(r"\s?\(%\)$")
_OTHER_ZH = regex(
    r"[男女]|流失|离职|培训|受训|薪酬|工资|满意|参与|休假|产假|育儿假|目标|增[长减]|变化|参训|客户|供应商"
)
_OTHER = regex(  # what is told of women besides whom they are among
    r"(?i)\b(?:leavers?|turnover|attrition|resign\w*|retention|retained|train\w*|learning|courses?|hours|pay|paid|salar\w+"
    r"|wages?|bonus\w*|remunerat\w*|compensat\w*|gap|score\w*|engage\w*|survey\w*|apprais\w*|reviews?|leave|absen\w*|injur\w*"
    r"|rates?|ratios?|number of|coverage|target\w*|goals?|change|growth|increase|decrease|tenure|suppliers?|customers?"
    r"|patients?)\b"
)


def tells_of_women(title: str) -> bool:
    """Whether a title says that what stands below it counts women.

    >>> tells_of_women("Gender representation (% women)"), tells_of_women("Women's health")
    (True, False)
    """
    lower = title.lower()
    if "women" not in lower and "female" not in lower and "女" not in title:
        return False
    text = title.strip().translate(_HALF_WIDTH)
    if text[:1] == "女":
        return _TOLD_ZH.fullmatch(text) is not None
    if _TOLD.fullmatch(text) is not None:
        return True
    return _TOLD_BEHIND.fullmatch(text) is not None and OTHER_THAN_STAFF.search(text) is None


def says_share_of_women(title: str) -> bool:
    """Whether a title of women is one of their shares, in per cent also where the figures below print no sign.

    >>> says_share_of_women("Women (%)"), says_share_of_women("Number of women")
    (True, False)
    """
    return _SAYS_SHARE.search(title) is not None


def names_everyone(label: str) -> bool:
    """Whether a label is of the whole staff: All employees, Total workforce, Overall.

    >>> names_everyone("Total workforce"), names_everyone("Managers")
    (True, False)
    """
    return _WHOLE.fullmatch(label.strip()) is not None


def means_other_alone(label: str) -> bool:
    """Whether a label would be of another thing without the word for women: the board, all of the staff, new hires.

    >>> means_other_alone("New hires"), means_other_alone("Directors of sales")
    (True, False)
    """
    text = label.strip().translate(_HALF_WIDTH)
    named = (_OF_BOARD, _OF_MANAGEMENT, _WHOLE, _OF_BOARD_ZH, _WHOLE_ZH)
    return any(one.fullmatch(_UNIT_ZH.sub("", text)) for one in named) or _HIRED.search(text) is not None


def of_women(label: str) -> str:
    """What a row's label says below such a title; unchanged where it names a gender or tells something else.

    >>> of_women("Board of Directors"), of_women("New hires"), of_women("Turnover rate"), of_women("Female managers")
    ('Women on the board', 'Women among New hires', 'Turnover rate', 'Female managers')
    """
    text = label.strip().translate(_HALF_WIDTH)
    if _HAN.search(text):
        return _of_women_in_chinese(text) or label
    if _OF_BOARD.fullmatch(text):
        return "Women on the board"
    if _OF_MANAGEMENT.fullmatch(text):
        return f"Women on {text}"  # else the meetings of a committee would be meant
    if GENDER.search(text) or _OTHER.search(text):
        return label
    return "Women among all employees" if names_everyone(text) else f"Women among {text}"


def _of_women_in_chinese(label: str) -> str:
    """The same in Chinese; empty where the label tells something else."""
    name = _UNIT_ZH.sub("", label).replace(" ", "")
    if _OF_BOARD_ZH.fullmatch(name):
        return "女性董事占比"
    if _OTHER_ZH.search(name):
        return ""
    if _WHOLE_ZH.fullmatch(name):
        return "女性员工占比"
    return f"{name}中女性占比" if name.startswith("新") else f"{name}女性占比"
