"""What stands in a row's label and names no part of anything: references and remarks.

`Hazardous waste (Note 3)`, `Scope 1 emissions (a)`, `GRI 306-3 Waste`, `Employees (LA)`,
`Water (restated)`, 用水量（经鉴证）.
"""

import re
from collections.abc import Sequence

from cnesg.framework.lexicon import Hit
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitTable

_ABBREVIATION = regex(r"[A-Z]{2,6}s?")
_WORDS = regex(r"[A-Za-z]+")
_CODED = "gri"
_TWO = 2
_REFERENCES = frozenset({"note", "notes", "page", "reference", "no.", _CODED})
_WITH_BASE = regex(
    r"(?i)compared (?:with|to) (?:the |a |its |our )?(?:(?:FY ?)?(?:20)?\d\d )?(?:base ?line|base[- ]year)\b"
)
_COMPARED_WITH = regex(  # Reduction in emissions from the 2016 |baseline
    r"(?i)\b(?:from|to|against|versus|vs\.?|with|on|since|than|below) (?:an? |the |our )?"
    r"(?:(?:fy ?)?20\d\d(?:/\d\d)? )?$"
)
_COUNT = regex(
    r"(?i)\(?(?:n[or]s?\.?|#|counts?|num(?:bers?)?)(?:\s?of\s(?:people|persons|employees|cases|incidents|hours|days|times"
    r"|suppliers|complaints|meetings|sessions|patents|items|volunteers|directors|vendors))?\)?"
    r"(?:\s?\((?:percentage|%)\))?"
    r"(?:\s?[/(]?(?:数[目量]?|人数?|[宗次个]数?|个案)\)?)?"  # Number 数目
    r"(?:\s?\((?:百分[比率]|%)\))?"
    # what is counted, said once more: Number of suppliers in Japan | supplier(s)
    r"|(?:supplier|vendor|complaint|patent|unit|piece|entit|project|compan|trademark)(?:s|y|ies|\(s\)|\(ies\)|y\(ies\))?"
)
_BRACKET_BEHIND = regex(r"(?<!^)\s?[(（]([^()（）]{1,24})[)）]$")  # 女性成员比例|(%)
_REMARK = regex(
    r"""(?ix)(?:
      [a-z](?:\s?\+\s?[a-z])* | [ivx]{1,4} | [*#†‡^Δ]+ | l\.?a\.? | r\.?a\.? | kpis? | new | fy
    | see\b.* | refer\b.* | (?:foot)?notes? | continued
    | (?:[\w-]+\s){0,2}(?:categories\s)?(?:calculated|reported|disclosed|included)
    | (?:essential|leadership)\sindicators?
    | restated | revised | re-?stated\b.* | updated | corrected | unaudited | audited | estimated | rounded
    | (?:externally\s|independently\s|third[- ]party\s)?(?:assured|verified|reviewed)
    | (?:limited|reasonable|external|independent|third[- ]party)\s(?:assurance|verification)
    | ftes? | full[- ]time[- ]equivalents? | head\s?counts? | number | no\. | amount | volume | weight | quantity
    | (?:by|per|in|based\son)\s(?:(?:the\s)?(?:number|unit|amount)\sof\s)?(?:total\s|gross\s|operating\s|sales\s)?
      (?:revenues?|income|turnover|sales|employees?|headcount|fte|staff|workforce|person|capita
      |production(?:\s(?:volume|output))?|output(?:\svalue)?|floor\sarea|gfa|units?|areas?|square\s(?:met(?:re|er)|f(?:oo|ee)t))
    | [按以](?:每|总|全职)?(?:单位)?(?:营业|销售)?
      (?:收入|营收|收益|营业额|人|雇员|员工|职工|(?:总|楼面|总?建筑)*面积|产量|产值)(?:人?数)?来?计?算?
    | 每.{1,8} | (?:总|营业|销售)?收[入益] | 营收 | 营业额 | (?:工业)?总?产值 | 百分[数比制率] | 公允价值 | 金额
    | 可比价格? | 折(?:合|算)?(?:为)?标准?煤 | 用电折算 | 购电 | (?:与)?工作[相有]关
    | (?:已)?核[算查](?:排放量|类别)? | [有带]薪 | 归属于?[^()]*(?:股东|所有者)
    | (?:the\s)?past\sthree\s(?:financial\s|reporting\s)?years | (?:employees\s(?:and|&)\scontractors)
    | total | overall | gross | (?:weighted\s)?average | absolute | global(?:ly)? | worldwide | group | consolidated
    | (?:group|company|enterprise|firm|organi[sz]ation)[- ]?wide
    | all\s(?:sites|operations|companies|regions|locations|facilities|countries|business(?:es)?)
    | (?:at\s)?(?:the\s)?(?:year[- ]end|end\sof\s(?:the\s)?(?:year|period))
    | (?:calendar|fiscal|financial|reporting)\syear
    | (?:已?经|未经|已)(?:审计|鉴证|核查|验证|审验) | 经?重[述列] | 修[订正] | 更新后?
    | 全?集团 | 全公司 | 全球 | 合并(?:报表|口径|范围|数据)? | (?:全|集团|公司|统计)口径 | 归母 | 当量值 | 等价值
    | 年[末底] | 期末 | (?:参见|详见|见).*
    | numbers? | nos?\.? | percentages? | per\s?cent | pct\.? | qty\.? | quantities
    | (?:in\s)?ftes? | (?:head)?counts? | heads | full[- ]time\sequivalents?
    | (?:包括|含)(?:汇报|报告|本)(?:年度?|期).*
    | including\s(?:gifts|donations|in-kind|cash)\b.*
    | 如[有适][用]? | 若有 | 折合 | 折算 | [一二三四五六七八九十]{1,3}
    )"""
)
_HALF_WIDTH = str.maketrans("（）", "()")
_MARKS = regex(  # not the power of a unit: in m³, (m^3)
    r"\s?(?:[*†‡§#✓✔√△▲●Ⓐ]{1,4}|(?<=[a-z%)])Note \d{1,2}|\^|\[\d{1,2}\]|\{\d{1,2}\}"
    r"|(?i:(?<!(?<![a-z])m)(?<!(?<![a-z])[cdkn]m))(?:[⁽¹²³⁴-⁹⁾]{1,4}|\^\d|\^\(\d\)))$"
)
_WORKED_OUT = regex(  # (total water withdrawal - total water discharges), (leavers / headcount x 100)
    r"\s?\((?:[a-z]+ )*[a-z]+ (?:[-–−]|minus|less|÷|×|divided by|/(?= (?:average|total|number|headcount|revenue)))"
    r" (?:[a-z]+ )*[a-z]{4,}(?: [x×*] ?100%?)?\)$",
    re.IGNORECASE,
)
_MAY_END = frozenset("*†‡§^#✓✔√△▲●Ⓐ]}⁾¹²³⁴⁵⁶⁷⁸⁹0123456789)")
_STANDARD = r"(?:HKEX|KPI|GRI|ESRS|SASB|TCFD|SDGs?|Disclosure|Indicator)"
_CODE_OF_STANDARD = (
    r"(?:[A-E]\d{1,2}\.\d{1,2}(?:\.\d)?(?![\d.])"
    r"|[2-4]\d\d-\d{1,2}(?:-[a-z]|\([a-z]\))?(?![\d.-])"
    r"|[ESG]\d-\d{1,2}(?:[._]\d{1,2})?[a-z]?(?![\d.-])"
    r"|[A-Z]{2}-[A-Z]{2}-\d{3}[a-z]\.\d)"
)
_OF_ESTATES = (  # codes of measures by which listed owners of buildings report
    r"(?:Elec|DH&C|Fuels|Energy|GHG|GHG-(?:In)?[Dd]ir|Water|Waste|Cert|Diversity|Emp|H&S|Comty|Gov)"
    r"-(?:Abs|LfL|Int|Tot|Emp|Pay|Training|Dev|Turnover|Asset|Comp|Eng|Board|Selec|Co[IL])"
)
_CODED_ROW = frozenset("CFWGKHESDIT①②③④⑤⑥⑦⑧⑨⑩([")  # how labels with a code begin, if not by a letter and a digit
_CODE = regex(
    rf"(?:(?:{_STANDARD}\s){{0,2}}{_CODE_OF_STANDARD}|{_STANDARD}\s?\d{{1,2}}(?:\.\d{{1,2}})?(?=\s?[:：–-]\s)|[①-⑩]"
    rf"|{_OF_ESTATES}(?=\s?[:–-]\s)"
    r"|[A-Z]{2}-\d{2}(?=:\s)|\((?:Core|\d[a-z])\)(?=\s)|(?:KPI|Metric|Indicator)(?=:\s)"
    r"|[a-h]\)(?=\s|[\u4e00-\u9fff]))[\s:：、.–-]*(?=[^\s\d(])"
)
_ITEM = regex(r"\s*(?:[(\[]?\d{1,2}[)\]]|\d{1,2}[a-z](?=\s[A-Z]))\s?(?=[A-Za-z])")
# Behind a label: what was done with its figures, where more is said of them, by which standard they are asked for
_REMARK_BEHIND = regex(
    rf"""(?x)\s?[(\[](?:(?i:
      restated | revised | re-?stated\b[^()]* | unaudited | preliminary | provisional | pro[ ]forma
    | (?:externally\s|independently\s|third[- ]party\s)?(?:assured|verified)
    | (?:limited|reasonable|external|independent|third[- ]party)\s(?:assurance|verification)
    | (?:foot)?notes?(?:\s[\d,&]{{1,4}}(?:\sand\s\d)?)? | see\b[^()]* | refer\b[^()]* | (?:page|p\.)\s?\d+
    | (?:core|key|material)\s(?:indicators?|kpis?|metrics?) | core | kpis? | l\.?a\.? | r\.?a\.?
    | for\sthe\s(?:whole\s)?(?:reporting\s)?(?:year|period) | annual(?:ly)?
    | (?:the\s)?(?:group|company)(?:[- ]?wide)?(?:\s(?:workforce\s|employee\s|staff\s)?(?:data|figures|total|level))
    ) | {_STANDARD}(?:\s[^()\[\]]{{1,20}})? | {_CODE_OF_STANDARD})[)\]]$"""
)
_STANDARD_BEHIND = regex(rf"\s(?:[–—-]\s)?(?:{_STANDARD}\s){{1,2}}{_CODE_OF_STANDARD}$|\s[–—-]\s(?:KPI|GRI)$")
# (1)港澳台员工, 十一、植树数量, 302-1 用水量: numbers and codes before a Chinese name; SO2排放量 begins with none
_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_CODE_BEFORE_HAN = regex(
    r"(?:(?:关键绩效指标|[Kk][Pp][Ii]|GRI|HKEX)\s?)?"
    r"(?:[(（]?[A-E]\d{1,2}\.\d{1,2}(?:\.\d)?[)）]?|[2-4]\d\d-\d{1,2}|[EGS]\d{1,2}-\d{1,2}|(?:EN|LA|HR|PR|EC)-?\d{1,2}|SO-\d{1,2})"
    rf"[\s:：、.]*(?=[\u4e00-\u9fff])(?![年月日岁级类])|[(（]?\d{{1,2}}[)）]\s?(?=[\u4e00-\u9fff])|[①-⒇❶-❿][\s、.]*(?=\S)"
    rf"|[(（][a-f][)）]\s?(?=[\u4e00-\u9fff])|[(（]?[Ⅰ-ⅻ]{{1,3}}[)）]?[\s.、]+(?=\S)|[(（]{_HAN_NUMBER}[)）]\s?(?=\S)"
    rf"|{_HAN_NUMBER}、\s?(?=[\u4e00-\u9fff])(?![一二三四五六七八九十两])"
)
_NUMBERED_FIRST = frozenset(
    "(（0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽❶❷❸❹❺❻❼❽❾❿ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ一二三四五六七八九十关kKGHABCDELSP"
)
_ASKED = regex(
    r"(?i)(?<=[a-z])\.\s?please specify,? if any\.?"
    r"|\s?\((?:(?:break[- ]?up of|if (?:any|available|applicable)\b|please specify|disclose )[^()]*"
    r"|(?:[a-z ]{0,20}\bin )?(?:the )?(?:current|previous|prior|year prior to the previous)"
    r" (?:financial |fiscal )?(?:year|fy))\)"
)
# (Energy used (GJ)/Revenue (Rs. crore)): what it is divided by gives the figure no unit
_DIVISOR = regex(r"(/\s?(?:total )?[A-Za-z][A-Za-z ]{4,40})\(([^()]{1,20})\)")
# (A), (B/A), (A+B), (i + ii): how a table computes what it prints
_FORMULA = regex(
    r"\s?\((?:[A-EG-IN-SU-VX-Z]|[A-Z](?:\s?[-+–/÷×*&]\s?[A-Z]){1,7}|[ivx]{1,4}(?:\s?\+\s?[ivx]{1,4}){1,7})\)(?!\w)"
)


# 净利润(净亏损以“-”号填列): how a loss is written
_FILLED_IN = regex(r"\([^()]*填列\)$")
# 研发人员(含外聘): what a figure counts in or leaves out is no other thing, and no part of it
_COUNTED_IN = regex(r"(?<=[\u4e00-\u9fff)])\((?:[已均]|其中)?不?(?:包?含|包括)(?![税少])[^()\d]{1,16}\)(?=\s*(?:\(|$))")
# Fuels (coal, natural gas, etc.): examples name neither the thing nor a part of it
_EXAMPLES = regex(r"(?i)\s?\((?:(?:e\.g\.|i\.e\.)[^()]{2,160}|[^()]{4,160}\betc\.?)\)")
# Women in STEM-related positions (as % of total STEM positions): a share, and of the whole that its class is of
_AS_SHARE = regex(r"(?i)\s?\(as (?:an? )?(?:%|percent(?:age)?|share|proportion) of [^()]{2,60}\)")
# Contractors (Note 1), 男性(注2)
_NOTED = regex(r"(?i)(?:\s?\((?:foot)?notes?\s?[\d,&、 ]{0,6}\)|\((?:附注|备注|注)[\d,、 ]{0,6}\))(?=\s?(?:\(|$))")
# 用水量(全年), 碳排放量(估算): when or how a figure was taken is no part of what it is of
_TAKEN = regex(
    r"(?<=[\u4e00-\u9fff)\]])[(\[](?:全年|本年度?|当年|本期|(?:本?报告|汇报)(?:期|年度)内?|年度|期内"
    r"|估[算计]值?|不完全统计|数[量值]|(?:公司|集团|企业)(?:整体|层面|合计)"
    r"|经?(?:独立)?(?:第三方)?(?:独立)?(?:核查|鉴证|验证|审验|核证))[)\]](?=\s*(?:[(\[]|$))"
)
# 温室气体(GHG)排放量: the abbreviation of the words before it, and the name goes on; a unit is none
_ABBREVIATED = regex(
    r"(?<=[\u4e00-\u9fff])\((?!(?:[KMGT]WH|TCE|RMB|CNY|USD|HKD|EUR|GBP|JPY|TWD|NTD)\))[A-Z]{3,6}s?\)(?=[\u4e00-\u9fff])"
)
# 用水量,单位:吨 and 用水量(以吨计): the unit is told with a word more than 用水量(吨)
_MEASURE = (
    r"((?:[百千万亿]{0,2}(?:公?[吨升克元度]|[港美欧日]元|千克|公斤|[立平]方|人民币|[千兆]瓦|[吉兆千]焦|小时|人次?|[名件宗次项家天])|[A-Za-z%])"
    r"[^\s,;，；()\[\]]{0,14}?)"
)
_MEASURED_BEHIND = regex(rf"(?<=[\u4e00-\u9fff)\]])(?:\s?[,;，；]\s?|\s)(?:计量)?单位\s?[:：]\s?{_MEASURE}$")
_MEASURED_IN = regex(
    rf"[(\[](?:(?P<by>[以按])|(?:计量)?单位\s?[:：]?)\s?{_MEASURE}(?(by)\s?(?:计算?|为(?:计量)?单位|表示|列示))[)\]]$"
)
# 煤炭,吨 and 员工总数 人: the unit right behind a name
_ENDS_UNIT = frozenset("吨噸元克斤米时時焦人次名件宗量煤币益收入值股")
_UNIT_BEHIND = regex(
    r"(?<=[\u4e00-\u9fff)）])(?:\s?[,，：:]\s?|\s+|(?<=[度量耗])(?=[^/]{1,10}/))([百千万亿]{0,2}(?:公?[吨元]|[港美]元|千克|公斤|立方米|[千兆]瓦时|[吉兆千]焦|小时|人次?|[名件宗])"
    r"(?:二氧化碳当量|标准?煤|人民币)?(?:/[^\s,，;；:：()（）]{1,12})?)$"
)
# 氮氧化物(排放量): what is measured of a thing, in brackets behind its name
_MEASURED_THING = regex(r"(?<=[\u4e00-\u9fff])[(（](的?总?(?:排放|使用|消耗|耗用|产生|处置|回收)总?量)[)）](?=$|[(（])")
_SQUARE = regex(r"(?<=\S)\s?【([^【】]{1,24})】$")  # 用水量【吨】
# Contractors (No.): the word refers to nothing
_NUMBER = regex(r"(?i)\(nos?\.\)")

# Water used (per employee): said in brackets or not, it is what the amount is divided by
_BELOW = regex(
    r"(?i)\s?\((per (?:employee|head|capita|fte|person|full[- ]time|staff|unit|revenue|turnover"
    r"|(?:rmb|hk\$|us\$|usd|hkd|cny)|million (?:of )?(?:revenue|turnover|rmb|hk|us)|ton|square (?:met|f)|floor"
    r"|m2|m²)[^()]{0,32})\)"
)
# Energy use (GJ per tonne of product): what is made is no word about the energy
_OF_PRODUCT = regex(r"(?i)(?<=[a-z] )(\((?:[^\s()]+ ){1,3}per (?:metric )?[a-z]+\d?) of [^()]{3,40}(?=\)$)")
_BELOW_ZH = regex(  # 用水密度(每吨产品), 用水密度(以每平方米楼面面积计算)
    r"^([^()]{2,24})\((人均|每(?![年月日次])[^()]{0,10}(?:员工|雇员|人|平方[米尺呎]|英尺|元|营收|收入|营业额|产品|产量|吨)"
    r"|[以按](每(?![年月日次])[^()]{1,14}?)(?:来?(?:计算?|核算|统计|折算)|为单位))\)(\([^()]*\))?$"
)
# short for what stands before it: 温室气体(「温室气体」)排放量(吨二氧化碳当量(「tCO2e」))
_DEFINED = regex(r"(?<=[^\s(])\s?\((?:「[^「」()]{1,20}」|\"[^\"()]{1,20}\"|“[^“”()]{1,20}”)\)")


_DAY = r"(?:as )?(?:at|on|of) (?:the )?(?:28|29|30|31)(?:st|th)? (?:feb|mar|jun|sep|dec)[a-z]*\.?"
_AT_DAY = regex(rf"(?i)(?<=[a-z)])(?:,? {_DAY}|\s?\({_DAY}\))$")  # Total at 31 Dec.: the year is over the column
_SCALED = regex(r"(?i)\(([^()]{1,40})\)\s?\(in (thousand|million|billion)s?\)")
_UNIT_OF = regex(r"\(([^()—–]{1,24}?)\s?[—–]\s?includ[^()]*\)")  # Energy use (kWh—includes gas and diesel)
_AND_RATE = regex(r"(?<=[故亡])的?人数[及和与、]比[率例]$")  # 因工亡故的人数及比率
_AND_INTENSITY = regex(r"[及和与、](?:[(（]?如适用[)）]?)?(?:相关|其)?[密强]度(?:[(（][^()（）]*[)）])?$")


def without_forms(text: str) -> str:
    """A text without the brackets of a form: what it asks for (if available), how it computes a figure (A+B).

    What defines a short name (「NOx」) and examples go too: what stands in brackets with `etc.` or `e.g.` is not
    counted. Brackets may be full-width, as pages print them; a text without such brackets stays as printed.
    """
    if "单位" in text:
        text = _MEASURED_BEHIND.sub(r"(\1)", text)
    if text[-1:] in _ENDS_UNIT:
        text = _UNIT_BEHIND.sub(r"(\1)", text)
    text = _MEASURED_THING.sub(r"\1", text) if "量)" in text or "量）" in text else text
    if "】" in text:
        text = _SQUARE.sub(r"[\1]", text)
    if "（" in text:
        half = text.translate(_HALF_WIDTH)
        plain = without_forms(half)
        return text if plain == half else plain
    if "(" not in text:
        return text
    if "(「" in text or '("' in text or "(“" in text:
        text = _DEFINED.sub("", text)
    text = _plainly_told(without_marks(text))
    text = _with_one_unit(text)
    if "etc" in text or ".g." in text or "i.e." in text:
        text = _EXAMPLES.sub("", text)
    if "(as " in text:
        text = _AS_SHARE.sub(" (%)", text)
    if "含" in text or "包括" in text:
        text = _COUNTED_IN.sub("", text)
    text = _FILLED_IN.sub("", text) if "填列" in text else text
    text = _NUMBER.sub("(number)", text) if ".)" in text else text
    text = _OF_PRODUCT.sub(r"\1", _BELOW.sub(r" \1", text)) if "per " in text else text
    text = _NOTED.sub("", text) if "ote" in text or "注" in text else text
    if "每" in text or "人均" in text:
        text = _BELOW_ZH.sub(lambda m: f"{m[3] or m[2]}{m[1]}{m[4] or ''}", text)
    return _ASKED.sub("", _FORMULA.sub("", _DIVISOR.sub(r"\1\2", text) if "/" in text else text))


def _with_one_unit(text: str) -> str:
    """A label with its unit and scale in one bracket, and without what is counted in: Waste (kg) (in millions)."""
    if "ions)" in text or "sands)" in text:
        text = _SCALED.sub(lambda m: f"({m[2]} {m[1]})", text)
    return _UNIT_OF.sub(r"(\1)", text) if "includ" in text else text


def _plainly_told(text: str) -> str:
    """A Chinese label without words of when and how its figure was taken, and its unit without words that tell it."""
    if text.isascii():
        return text
    return _MEASURED_IN.sub(r"(\2)", _ABBREVIATED.sub("", _TAKEN.sub("", text)))


def undecorated(label: str) -> str:
    """A label without what stands around it and names no part: a code before it, marks and remarks behind it.

    `A2.1 Hazardous waste`, `GRI 305-1: Scope 1 emissions*`, ①间接能源, `a) Office paper (limited assurance)`.
    """
    return without_day(without_definition(without_remarks(unnumbered(label[code_end(label) :]))))


def without_day(text: str) -> str:
    """A label or title without the day at its end: Workforce (at 31 December), whose year stands over the columns."""
    return _AT_DAY.sub("", text)


def title_alone(title: str) -> str:
    """The title of a group without its day; one in Chinese without its code and what else it asks for.

    A1.3 所产生有害废弃物总量及(如适用)密度 is of waste: intensities below it say so themselves, as rates do.

    Args:
        title: a text over rows.
    """
    title = without_day(title)
    if not any("\u4e00" <= character <= "\u9fff" for character in title):
        return title
    return _AND_RATE.sub("", _AND_INTENSITY.sub("", undecorated(without_forms(title)))) or title


def without_definition(label: str) -> str:
    """A label without the bracket that says what its figure is worked out from: Water used (withdrawal - discharge)."""
    if label[-1:] != ")" or "(" not in label[1:]:
        return label
    return _WORKED_OUT.sub("", label) or label


def code_end(label: str) -> int:
    """Where the code or letter of its row ends that a label begins with."""
    if not (label[1:2].isdigit() or label[1:2] == ")" or label[2:3] == "-" or label[:1] in _CODED_ROW):
        return 0
    code = _CODE.match(label)
    return code.end() if code else 0


def number_end(text: str) -> int:
    """As `code_end`, also for the number of an item: `1) Work-related ill health`, `[1] …`, `3a …`."""
    item = _ITEM.match(text)
    return max(code_end(text), item.end() if item else 0)


def without_remarks(label: str) -> str:
    """A label without the marks of footnotes, remarks and codes behind it: Office paper*, Scope 1 (restated) [1]."""
    while label[-1:] in _MAY_END:
        plain = _STANDARD_BEHIND.sub("", _REMARK_BEHIND.sub("", without_marks(label)))
        if plain == label or not plain:
            return label
        label = plain
    return label


def unnumbered(label: str) -> str:
    """A Chinese label without the number or code before it; those of two steps (1.1用电量) name titles and stay."""
    if label[:1] not in _NUMBERED_FIRST or label.isascii():
        return label
    found = _CODE_BEFORE_HAN.match(label)
    return label[found.end() :] if found is not None else label


def without_marks(text: str) -> str:
    """A label without the marks of footnotes behind it: Office paper*, 固废[1]."""
    return _MARKS.sub("", text) or text if text[-1:] in _MAY_END else text


def refers(text: str, span: tuple[int, int], hits: Sequence[Hit]) -> bool:
    """Whether a word of a row's label only points elsewhere, so that the row may have values.

    It stands behind the name of a metric, or before it as a standard's code: `Waste (Note 3)`, `GRI 306-3 Waste`. A
    baseline with which something is compared stands behind it too. A row that begins with `Note` or `Page` has no
    values, and of one that names no metric nobody knows.

    Args:
        text: the folded label.
        span: where the word stands in it.
        hits: the metrics that the label names.
    """
    word = text[slice(*span)].lower()
    if (word == "baseline" and _COMPARED_WITH.search(text, 0, span[0])) or _WITH_BASE.match(text, span[0]):
        return any(hit.start < span[0] for hit in hits)
    return word in _REFERENCES and bool(hits) and (word == _CODED or any(hit.start < span[0] for hit in hits))


def abbreviates(inner: str, before: str) -> bool:
    """Whether a bracket gives the abbreviation of the words before it: Energy use intensity (EUI), 失能伤害频率(FR)."""
    if not _ABBREVIATION.fullmatch(inner):
        return False
    if not before.isascii():
        return True
    words, letters = _WORDS.findall(before.upper()), inner.rstrip("s").upper()
    initials = iter("".join(word[0] for word in words))
    return all(letter in initials for letter in letters) or _shortens(letters, words[-2:])


def _shortens(letters: str, words: Sequence[str]) -> bool:
    """Whether an abbreviation has its first letter from one of two words and its last from the other: GHG."""
    if len(words) < _TWO or len(letters) <= _TWO or (letters[0], letters[-1]) != (words[0][0], words[1][0]):
        return False
    first = iter(words[0])
    return all(letter in first for letter in letters[:-1])


def is_count(text: str) -> bool:
    """Whether a cell beside a label says no more than that the values are numbers of something: No., #."""
    return _COUNT.fullmatch(text.strip()) is not None


def counts_behind(label: str) -> bool:
    """Whether a label has in brackets behind it that its values are numbers of something: Concluded cases (No.)."""
    found = _bracket_behind(label)
    return found is not None and is_count(found[1])


def without_measure(label: str, units: UnitTable) -> str:
    """A label without the unit, or the word that things are counted, in brackets behind it."""
    found = _bracket_behind(label)
    if found is None or not (is_count(found[1]) or units.whole(found[1])):
        return label
    return label[: found.start()]


def _bracket_behind(label: str) -> re.Match[str] | None:
    return _BRACKET_BEHIND.search(label) if label.endswith((")", "）")) else None


def is_remark(text: str) -> bool:
    """Whether what a label has in brackets names no part of what is counted: (a), (restated), (limited assurance)."""
    return _REMARK.fullmatch(text.strip()) is not None
