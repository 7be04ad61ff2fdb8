"""Words near a wording that say that another thing is meant, and where they say nothing of the kind."""

from collections.abc import Iterable

from cnesg.extraction.clauses import AND
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.figures.ratios import AMOUNTS
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.extraction.prose.years.comparisons import came_before, comparing
from cnesg.framework.lexicon import Found, Hit
from cnesg.framework.regexes import regex

_HAN = regex(r"[\u4e00-\u9fff]")
_NEXT = 1  # characters between a verb and its number: granted 96 patents and filed|143 applications
_ASIDE, _LISTED_ASIDE = 16, 160  # characters
_COUNTS_IN = regex(r"(?i)不?(?:含|包括|包含|计)|扣除|剔除|(?:ex|in)clud")
# what a sum consists of: 贡献总额(包括:工资、税金、|净利润等)为
_CONSISTS_OF = regex(r"\((?:其中)?(?:含|包括|包含|涵盖)[^()\d、]+、[^()\d]+\)")
_OF = regex(r"(?i)\s(?:of|on|in|at|among)\s(?:(?:our|the|its|all|total)\s)*(?:[a-z-]+\s){0,2}?")
_AND_NEXT = regex(rf"\s?(?:{AND})|,?\s(?:and|while|whereas)\b")
_ARE = regex(
    r"\s?(?:以上|左右|多)?的?(?:员工|职工|雇员|人员|成员)?(?:均|都)?(?:为|是|系|属于?)(?:[\u4e00-\u9fff]{0,4}的)?"
)
_RATIO = regex(
    r"(?i)占比?|比[例重率]|proportion|share|人均|单位|每(?:[人名吨]|平方米?|百万|万元)?|百?万元|平方米|平均|[强密]度|密集度|绩效|intensity|density"
    r"|per(?: (?:employee|capita|head|person|unit|tonne|square|million|revenue)[a-z ]*)?"
)
_ORGANISATION = regex(  # 单位 as who does something, not as what a figure is for one of
    r"(?:资质|所属|下属|有关|相关|专业|施工|协作|基层|合作|各级|直属|成员|帮扶|外部|处理|处置)单位(?![产营面收能])|(?:[^\d]各|家)单位(?![产营面收能])"
)


def contradicted(know: Knowledge, sentence: Sentence, number: Number, hit: Hit, found: Found, *, ratio: bool) -> bool:
    """Whether a word near a number says that it is not the wording's.

    Args:
        know: the words of comparison.
        sentence: the sentence of the number.
        number: the number.
        hit: the wording.
        found: what the lexicon found in the passage.
        ratio: the number is a share or an intensity of what the wording names, and words of ratios say no more.
    """
    return any(
        not _of_another(sentence, number, hit, span)
        and not _of_one_before(sentence, number, hit, span)
        and not _comes_to(know, sentence, number, hit, span)
        and not _names_part(sentence, number, hit, span)
        and not (ratio and (_says_ratio(sentence, span) or _counts_takers(sentence, number, hit, span)))
        for span in _contradicting(know, sentence, number, hit, found)
    )


def _counts_takers(sentence: Sentence, number: Number, hit: Hit, span: tuple[int, int]) -> bool:
    """Whether the word is the unit of those who took part in what was counted before: 专项培训5次,共计180人次."""
    own_unit = number.end <= span[0] and span[1] <= number.unit_end
    return own_unit and any(hit.start < n.start < number.start for n in sentence.numbers)


def _contradicting(
    know: Knowledge, sentence: Sentence, number: Number, hit: Hit, found: Found
) -> list[tuple[int, int]]:
    """Words that say that another thing is meant, in the clauses of the wording and of the number."""
    spans = found.never.get(hit.entry, ())
    if not spans:
        return []
    own = sentence.clauses.span(number.start)
    low, high = sentence.clauses.span(hit.start)[0], sentence.clauses.span(hit.end - 1)[1]
    if know.lexicon.entries[hit.entry].metric in sentence.roles.staff and hit.end <= number.start:
        low = _list_begin(sentence, low)
    if not sentence.begins_parts(number):
        low, high = min(low, own[0]), max(high, sentence.clauses.span(number.end - 1)[1])
    spans = [(a, b) for a, b in told(found, spans) if low <= a and b <= high]
    if number.raw_unit.endswith("产值"):
        spans = [(a, b) for a, b in spans if a < number.end or b > number.unit_end]  # 能耗强度0.07吨标煤/万元|产值
    return [s for s in spans if not left_out(sentence.text, s) and not _ORGANISATION.match(sentence.text, s[0] - 2)]


def _list_begin(sentence: Sentence, low: int) -> int:
    """Where the things begin that one verb does something to: 慰问困难职工、|退休职工480人."""
    while low > sentence.start and sentence.text[low - 1] == "、":
        before, _ = sentence.clauses.span(low - 2)
        if before >= low or any(before <= n.start < low for n in sentence.numbers):
            break
        low = before
    return low


def left_out(text: str, span: tuple[int, int]) -> bool:
    """Whether a word stands in brackets that say what is counted in or not: 在职员工(不含劳务派遣)8477人."""
    for at in span:  # or ends there: 捐赠金额(含|物资
        opened = text.rfind("(", max(0, at - _LISTED_ASIDE), at)
        if opened < 0 or ")" in text[opened:at]:
            continue
        if _CONSISTS_OF.match(text, opened) or (at - opened <= _ASIDE and _COUNTS_IN.match(text, opened + 1)):
            return True
    return False


def told(found: Found, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Words that tell what is spoken of, without those in names and in lists of many topics (扶贫基金会)."""
    names = found.marks.get("no_topic", ())
    return [(a, b) for a, b in spans if not any(low <= a and b <= high for low, high in names)]


def _of_another(sentence: Sentence, number: Number, hit: Hit, span: tuple[int, int]) -> bool:
    """Whether a word belongs to another number of the clause: one before the wording, or the label of one behind."""
    a, b = span
    if any(n.start <= a and b <= n.unit_end for n in sentence.numbers if n is not number):
        return True
    if hit.end > number.start:  # 27 drills took place with 4,300 participants
        last, first = max(hit.end, number.unit_end), min(hit.start, number.start)
        between = any(
            last <= n.start <= a or b <= n.start < first or (last <= a and 0 <= n.start - b <= _NEXT)
            for n in sentence.numbers
        )
        own = (
            hit.start < number.start
            or (  # 员工捐款3万元|资助20名学生
                hit.start == number.unit_end
                and (
                    sentence.text[hit.start : hit.end] in sentence.text[a:b]
                    or bool(number.kinds & AMOUNTS)  # 产生12.6吨|有害废弃物及1,368吨无害废弃物
                )
            )
        )
        return between and (own or not _HAN.match(sentence.text, hit.start))  # 2名非执行董事及3名独立非执行董事
    if any(b <= n.start and n.unit_end <= hit.start for n in sentence.numbers):
        return True  # 无害废弃物120吨及|有害废弃物3.2吨
    if _labels_between(sentence, number, hit, span):
        return True
    end = sentence.clauses.span(number.unit_end - 1)[1]
    if _AND_NEXT.match(sentence.text, number.unit_end):  # 有害废弃物1.9吨|及无害废弃物742吨
        return any(number.unit_end <= a and b <= n.start < end for n in sentence.numbers)
    return any(
        number.unit_end <= a and b <= n.start < end and n.start - b < a - number.unit_end for n in sentence.numbers
    )


def _of_one_before(sentence: Sentence, number: Number, hit: Hit, span: tuple[int, int]) -> bool:
    """Whether a word stands right behind an earlier number: women are 42% of our Board and 35%| of managers."""
    before = [n for n in sentence.numbers if n.unit_end <= span[0] and span[1] <= number.start]
    before = [n for n in before if hit.end <= n.start or hit.start >= number.unit_end]
    return any(_OF.fullmatch(sentence.text, n.unit_end, span[0]) for n in before)


def _labels_between(sentence: Sentence, number: Number, hit: Hit, span: tuple[int, int]) -> bool:
    """Whether a word labels a number in a clause between wording and number: 其中|回收利用1,300吨|,处置800吨."""
    start, end = sentence.clauses.span(span[0])
    if start < hit.end or end > sentence.label_start(number):
        return False
    return any(span[1] <= n.start < end for n in sentence.numbers)


def _comes_to(know: Knowledge, sentence: Sentence, number: Number, hit: Hit, span: tuple[int, int]) -> bool:
    """Whether a word of change ends at the number itself, or begins there: 下降4.6%至|300吨, "cut waste from 9 t"."""
    if not any(a == span[0] for a, _ in sentence.found.marks.get("change", ())):
        return False
    if hit.end > span[0]:
        return span[1] <= hit.start and hit.end <= number.start and came_before(know, sentence, number)
    if span[1] > number.start:
        return came_before(know, sentence, number)
    return comparing(know.lexicon).comes_to.fullmatch(sentence.text, span[1], number.start) is not None


def _names_part(sentence: Sentence, number: Number, hit: Hit, span: tuple[int, int]) -> bool:
    """Whether a word is the class of a part, of what an earlier clause names: 在职员工3,218名,男性2,105名."""
    if (
        "percent" in number.kinds
        and hit.end <= number.start
        and _ARE.fullmatch(sentence.text, number.unit_end, span[0])
    ):
        return any(a <= span[0] and span[1] <= b for a, b, _ in sentence.found.classes)  # 员工3,218人,46%为|女性
    start, _ = sentence.clauses.span(number.start)
    if hit.end > start or span[0] < start:
        return False
    return any(a <= span[0] and span[1] <= b <= number.start for a, b, _ in sentence.found.classes)


def _says_ratio(sentence: Sentence, span: tuple[int, int]) -> bool:
    """Whether a word only says that a figure is for one of something, as the figure's own metric does."""
    return _RATIO.fullmatch(sentence.text, *span) is not None
