"""Columns and rows of a table that hold no values of a year: changes, limits, quarters, page references."""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.labels.head_spans import averages_years, covered_beside, is_average
from cnesg.extraction.labels.head_years import header_year
from cnesg.extraction.labels.references import refers
from cnesg.extraction.tables.contexts import Context
from cnesg.extraction.tables.fragments import kind_of, with_own_year
from cnesg.extraction.tables.model import Fragment, Row, Table
from cnesg.extraction.tables.rows.columns_of_changes import columns_of_changes
from cnesg.framework.lexicon import Hit
from cnesg.framework.regexes import regex
from cnesg.text import fold

_PART_OF_YEAR = regex(
    r"\bq[1-4]\b|\bh[12]\b|\b(?:[1-4]q|[12]h)\s?(?:fy)?\s?'?(?:20)?\d\d\b|quarter|half[- ]year"
    r"|\b(?:january|jan|apr(?:il)?|july?|oct(?:ober)?)\W+(?:to\W+)?(?:june|jun|march|mar(?!\w)|sep(?:tember)?)\b"
    r"|\b(?:apr(?:il)?|july?|oct(?:ober)?)\W+(?:to\W+)?dec(?:ember)?\b"
    r"|季度|半年|(?<!\d)(?!1\s?月?\s?[-–—至]\s?12\s?月)\d+\s?月?\s?[-–—至]\s?\d+\s?月"  # all but 1-12月
    r"|^(?:20\d\d年)?(?:1[0-2]|[1-9]|[一二三四五六七八九十]{1,2})月份?$",
    re.IGNORECASE,
)
_NUMBER_OF = regex(r"no\.? ?(?:(?:of|and)\b|人数|数[目量])", re.IGNORECASE)
_LONGEST_NAME = 14
_NAMES = regex(r"(?i)(?:认定标准|气候变化|climate change)$")
_DEPARTMENT = regex(  # 计划|财务, 标准|化: what people of a row do, and no column of plans or limits
    r"(?:计划|预算|标准)(?:财务|经营|统计|物资|采购|营销|管理|发展|信息|经济|合同|资金|化|质量|[与及和、/](?:财务|经营|统计|预算|资金)|[部处科室])"
    r"|许可证?(?:管理|制度|申报|办理|实务|法规|条例|培训|执行)"
)
_PROGRAMME = regex(  # 领航|计划, 青苗|计划: what courses and giving are called; no plan of a year or of works
    r"(?<![\u4e00-\u9fff])(?!(?:年度|全年|本年|当年|今年|下年|明年|来年|季度|月度|投资|生产|工作|培训|采购|销售|经营|发展|建设|行动|实施|节能|减排|整改|演练|检查|安全|预算|资金|任务|原|年初|下一)[\u4e00-\u9fff]{0,4}计划)"
    r"[“\"]?[\u4e00-\u9fff]{2,6}计划(?![\u4e00-\u9fff]*(?:数|量|投入|金额|完成|值|额|人))"
)
_LONGEST_PROGRAMME = 8
_NAMED_PROGRAMME = regex(  # 春蕾|计划, and no 年度计划, 投资计划
    r"(?<![^\s“”\"《》·-])(?![\u4e00-\u9fff“”]*(?:年度?|全年|本年|[季月]度?|[投融]资|投入|支出|经费|资金|生产|经营|销售|采购|产量|利润|收入"
    r"|用[水电能]|工作|任务|完成|实际|调整|原|下达|上报|按|本期|期初|检修|需求|用地|预算)计划)[\u4e00-\u9fffA-Za-z“”]{2,14}计划$"
)
_IN_BRACKETS = regex(r"\(\s?no\.?\s?\)", re.IGNORECASE)  # New hires (no.): the unit, not a number of items
_COUNT = regex(r"nos?\.?(?: ?(?:人数|数[目量]))?", re.IGNORECASE)  # Male | No.: how many, and no item's number
_WHOLE = regex(r"\d{1,3}(?:,\d{3})*|\d+")
_ITS_UNIT = regex(r"standard coal|标准煤", re.IGNORECASE)  # tonnes of it: a unit of energy, no limit
_NO_VALUES = regex(
    r"^(?:附注.{0,2}|注释?|序号|页码|年龄|性别|任期.*|代码|排放口数量?(?:\(个\))?|排放口分布.*|超标(?:排放)?情况|是否超标(?:排放)?|达标(?:排放)?情况|notes?|no\.?|age|page|ref(?:s?\.?|erences?)"
    r"|definitions?|(?:calculation |measurement )?methodolog(?:y|ies)|(?:calculation )?methods?|comments?|remarks?"
    r"|basis of (?:preparation|calculation|measurement)|assurance(?: level)?|assured"
    r"|(?:carbon |ghg |emissions? )?scopes?"  # 1, 2 and 3: of which scope the row is
    r"|(?:reporting |data )?boundary|data sources?|(?:统计|数据|披露|报告)(?:范围|口径|来源)"
    r"|(?:un |link to )?sdgs?|(?:对应)?(?:sdgs?|可持续发展目标))$",
    re.IGNORECASE,
)
_BEFORE_RESTATING = regex(r"(?:20\d\d年?(?:度|末)?\s?)?\(?(?:追溯)?(?:调整|重述)前\)?$")
_ONE_YEAR = regex(r"(?i)(?:FY\s?)?(20\d\d)年?")
_TWO_YEARS = regex(r"(?i)(?:FY\s?)?(20\d\d)年?\s?[-–/]\s?(?:FY\s?)?(20\d\d)年?(?:\s?\(?%\)?)?")
_OVER_LAST_YEAR = regex(r"(?i)(?:fy ?)?'?(?:20)?(\d\d)\s?/\s?(?:fy ?)?'?(?:20)?(\d\d)(?:\s?\(?%\)?)?")  # not 21/22
_FEWEST_YEARS = 2
_ZERO_WORDS = frozenset({"nil", "none", "无", "零", "zero"})
_CHANGE = regex(  # Δ %, +/- %, Chg., Var. 23/22, 2023 vs 2022
    r"(?i)[Δ∆](?:\s?(?:in\s)?(?:%|pp|p\.p\.))?(?:\s?.{0,12})|[+±]\s?/?\s?[-–−]?\s?(?:in\s)?%?|%\s?(?:chg|var)\.?|(?:chg|var|diff)\.?(?:\s?%)?"
    r"(?:\s?(?:19|20)?\d\d\s?[/–-]\s?(?:19|20)?\d\d)?|y-o-y|y/y|yoy(?:\s?%)?"
    r"|(?:增加?|上?升)\s?/?\s?\(?(?:减少?|下?降|下?跌)\)?\s?(?:幅度?|率|比例)?\s?(?:\(?%\)?)?"  # 升/(跌)
    r"|(?:(?:fy\s?)?(?:20)?\d\d\s?)?(?:vs\.?|versus|compared (?:to|with))\s?(?:fy\s?)?(?:20)?\d\d(?:\s?\(?%\)?)?"
    r"|20\d\d年?\s?(?:相?较|相?比|对比)\s?20\d\d年?.{0,6}"
    r"|(?:同比|较上年)?(?:下降|降低|减少|上升|提高|提升|改善|节约)(?:率|幅度?|比例|百分比)\s?(?:\(?%\)?)?"  # 下降率(%)
    r"|cagr\b.{0,20}|(?:compound )?(?:average )?annual growth(?: rate)?.{0,16}"
    r"|trend|evolution|%\s?diff(?:erence)?|%\s?(?:vs\.?|versus)\s?(?:fy\s?)?(?:20)?\d\d|趋势|环比|差异"
    r"|(?:difference|change|variation|var\.?)\s(?:n\s?/\s?n\s?-\s?1|y\s?/\s?y|n\s?vs\.?\s?n\s?-\s?1|(?:20)?\d\d\s?(?:vs\.?|/|-|–)\s?(?:20)?\d\d)(?:\s?\(?%\)?)?"
    r"|n\s?/\s?n\s?-\s?1(?:\s?\(?%\)?)?"  # DIFFERENCE N/N-1
    r"|%\s?(?:20)?\d\d\s?/\s?(?:20)?\d\d|annual\s?%\s?targets?(?:\s?/\s?base\s?year)?"  # % 2024/2023
)


def columns_skipped(table: Table, heads: Sequence[Sequence[Context]], year: int) -> set[int]:
    """Numbers of the columns that hold no values of a year.

    Args:
        table: the table.
        heads: for each column what the lexicon finds in its headers.
        year: the document's fiscal year.
    """
    columns = enumerate(zip(table.columns, heads, strict=True))
    skipped = {at for at, (one, found) in columns if _is_skipped(one.headers, found, year)}
    return {at for at in skipped if not _counts(table, at)} | _changes(table) | columns_of_changes(table)


def _counts(table: Table, column: int) -> bool:
    """Whether the figures below `No.` alone count something: they do not number the rows."""
    headers = table.columns[column].headers
    if not headers or not _COUNT.fullmatch(compact(headers[-1])[0].strip()):
        return False
    cells = [cell.folded.strip() for row in table.rows if (cell := row.cells[column]) is not None]
    numbers = [int(text.replace(",", "")) for text in cells if _WHOLE.fullmatch(text)]
    return len(numbers) > 1 and any(b != a + 1 for a, b in pairwise(numbers))


def _is_skipped(headers: Sequence[str], contexts: Sequence[Context], year: int) -> bool:
    """Whether a column holds no values of a year: changes, limits, quarters, page references.

    Args:
        headers: its headers, outermost first.
        contexts: what the lexicon finds in them.
        year: the document's fiscal year.
    """
    innermost = compact(headers[-1])[0] if headers else ""
    if len(headers) > 1 and _COUNT.fullmatch(innermost):
        return _is_skipped(headers[:-1], [one for one in contexts if not one.text.endswith(innermost)], year)
    whole = compact(" ".join(headers))[0]  # CAGR | 2018–23, of two lines
    if headers and (
        names_no_values(innermost)
        or averages_years(whole)
        or is_outdated(innermost)
        or names_change(innermost)
        or names_change(whole)
    ):
        return True  # 性别 over 男 and 女 parts the values
    dated = header_year(whole, year) is not None
    return any(
        _PART_OF_YEAR.search(one.text) or any(not (dated and _is_baseline(one, span)) for span in _skipping(one))
        for one in contexts
    )


def _changes(table: Table) -> set[int]:
    """Columns of changes that only the others tell: 2023 | 2022 | 2023-2022 | %."""
    innermost = [compact(column.headers[-1])[0].strip() if column.headers else "" for column in table.columns]
    years = {found[1] for text in innermost if (found := _ONE_YEAR.fullmatch(text))}
    if len(years) < _FEWEST_YEARS:
        return set()
    between = {
        at
        for at, text in enumerate(innermost)
        if (found := _TWO_YEARS.fullmatch(text)) and years >= set(found.groups())
    }
    shares = [at for at, text in enumerate(innermost) if text in {"%", "(%)"}]
    last_year = max(at for at, text in enumerate(innermost) if _ONE_YEAR.fullmatch(text))
    between |= {
        at
        for at, text in enumerate(innermost)
        if is_average(text) and covered_beside(text, innermost[:at] + innermost[at + 1 :])
    }
    return between | ({shares[0]} if len(shares) == 1 and shares[0] > last_year else set())


def names_part_of_year(header: str) -> bool:
    """Whether a header names a quarter, a half or some months of a year."""
    return _PART_OF_YEAR.search(header) is not None


def names_change(header: str) -> bool:
    """Whether a header says that what stands below it are changes between years: YoY, 22/21."""
    over = _OVER_LAST_YEAR.fullmatch(header.strip())
    return _CHANGE.fullmatch(header.strip()) is not None or (over is not None and int(over[1]) == int(over[2]) + 1)


def is_outdated(header: str) -> bool:
    """Whether a header says that what stands below it was restated since: 调整前, beside 调整后."""
    return _BEFORE_RESTATING.match(header) is not None


def names_no_values(header: str) -> bool:
    """Whether a header says that what stands below it is no quantity: 序号, 超标排放情况, page."""
    return _NO_VALUES.match(header) is not None


def row_skipped(contexts: Sequence[Context]) -> bool:
    """Whether a row holds no values of a year, by what the lexicon finds in its label."""
    return any(not refers(one.text, span, one.found.hits) for one in contexts for span in _skipping(one))


def _skipping(context: Context) -> Iterator[tuple[int, int]]:
    """The words of a label or header that say so, and name nothing that is measured or aimed at."""
    targets = context.found.marks.get("target", [])
    for span in context.found.marks.get("skip_column", []):
        if not (
            span in targets
            or covered(span, context.found.hits)
            or _NUMBER_OF.match(context.text, span[0])
            or _ITS_UNIT.match(context.text, span[0])
            or is_of_name(context.text, span)
            or _IN_BRACKETS.match(context.text, max(0, span[0] - 1))
        ):
            yield span


def is_of_name(text: str, span: tuple[int, int]) -> bool:
    """Whether a marked word ends a name or begins one: 认定标准, by which weaknesses are found; 计划财务."""
    if _DEPARTMENT.match(text, span[0]):
        return True
    found = _PROGRAMME.search(text, max(0, span[1] - _LONGEST_PROGRAMME))
    if found is not None and found.start() <= span[0] < found.end():
        return True
    return _NAMES.search(text, max(0, span[1] - _LONGEST_NAME), span[1]) is not None


def is_of_programme(label: str, span: tuple[int, int]) -> bool:
    """Whether 计划 in the label of a row ends the name of a programme, and tells of no plan: 春蕾计划.

    Args:
        label: the folded label.
        span: where a word of columns of plans stands in it.
    """
    return label[slice(*span)] == "计划" and _NAMED_PROGRAMME.search(label, 0, span[1]) is not None


def covered(span: tuple[int, int], hits: Sequence[Hit]) -> bool:
    """Whether a marked word is part of a metric's name."""
    return any(hit.start <= span[0] and span[1] <= hit.end for hit in hits)


def _is_baseline(context: Context, span: tuple[int, int]) -> bool:
    """Whether a marked word only says that the column's year is the base year."""
    return is_base(context.text, span)


def is_base(text: str, span: tuple[int, int]) -> bool:
    """Whether a word of a header says that its year is the base year."""
    return text[span[0] : span[1]].lower() in {"baseline", "基准", "base year"}


def holds_years(table: Table, column: int) -> bool:
    """Whether a column gives years rather than values: when something began, or is to be reached.

    Args:
        table: the table.
        column: the number of the column.
    """
    kinds = [cell.kind for row in table.rows if (cell := row.cells[column]) is not None and cell.kind != "blank"]
    headed_by_year = any(kind_of(fold(text).strip()) == "year" for text in table.columns[column].headers)
    return not headed_by_year and 2 * kinds.count("year") >= len(kinds) > 0


def value_cells(row: Row, skipped: Container[int], dated: Container[int]) -> Iterator[tuple[int, Fragment]]:
    """The cells of a row that may be values, with their columns: no blanks, changes or years of their own.

    Args:
        row: the row.
        skipped: columns that hold no values of a year.
        dated: columns that hold years.
    """
    for index, cell in enumerate(row.cells):
        if cell is None or (index in skipped and with_own_year(cell.folded)[1] is None):
            continue
        blank = cell.kind == "blank" and cell.folded.lower() not in _ZERO_WORDS
        if not (blank or cell.folded.startswith("+") or (cell.kind == "year" and index in dated)):
            yield index, cell
