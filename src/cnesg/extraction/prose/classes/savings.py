"""What saved energy or kept emissions from arising: told in the clause, the saving or the sentence before."""

from cnesg.extraction.breakdowns import told_classes
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.classes.means import means_of_sentence, means_told
from cnesg.extraction.prose.sentences.narrowing import Narrower
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

_MEASURES = frozenset({"energy", "volume", "mass"})
_ONLY_SAVES = regex(
    r"(?:相当于|折合|约|可|共|合计|每年|年|实现)*(?:节约|节省|节|减少|替代)(?:使?用|了)?(?:标准?煤|能源?|原煤)(?:消耗|量)?(?:约|近|达|超过|逾)*"
)
_NO_MEANS = regex(
    r"节约|节省|节能|节电|节煤|减少|减排|降低|同比|比上年|较上年|消耗|耗用|使用|用量|产量|总量|生产|销售"
    r"|(?:发|供|售|上网)电量"
)

_WHOSE = frozenset({"project", "entity", "site", "segment", "programme", "product"})
_SAVES = (
    r"(?:节约|节省|节|减少|减排|削减|替代|降低)(?:使?用|了)?[\u4e00-\u9fffA-Za-z0-9]{0,10}?(?:约|近|达|超过|逾|共)*"
)
_LEADS = r"(?:相当于|折合|约|可|能|共|预计|每年|年均?|全年|实现|同时|并|且|以及|及|和|,|、)*"
_LENT = regex(  # 绿色信贷|余额96亿元: what is lent for green projects
    r"绿色(?:信贷|贷款|融资|租赁|(?:金融|公司|企业)?债券?|中期票据|资产支持证券)"
)
_FINANCED = (  # 支持的项目|每年可节约标准煤
    r"(?:所|本行|我行)?(?:支持|投放|投向|融资|资助|涉及)的?(?:绿色|环保|节能环保)?"
    r"(?:信贷|贷款|融资)?(?:项目|贷款|企业)"
)
_GOES_ON = regex(
    rf"(?:(?:募集资金)?{_FINANCED})?{_LEADS}"
    rf"(?:{_SAVES}|[\u4e00-\u9fffA-Za-z0-9]{{2,8}}(?:排放量?)?(?:约|近|达|超过|逾)*)\s*"
)
_POINTS_BACK = regex(
    rf"(?:{_FINANCED}|仅?(?:此|这)一?[项举]|(?:该|此|本|上述|相关)(?:绿色|信贷|贷款|融资)*(?:项目|工程|系统|电站|改造|贷款)|项目)?(?:(?:全部|正式)?(?:建成|投运|投产|实施|改造|完成|投用)+后)?[,，]?"
    rf"(?:与[^,，。;；]{{2,16}}相比[,，]?)?{_LEADS}{_SAVES}\s*"
)
_POINTS = regex(r"仅?[此这该]|上述|项目")
_BUILT = regex(  # 建成12兆瓦|屋顶光伏电站
    r"(?:建成|建设|投运|投用|完成|实施|安装)了?(?:\d[\d.,]*(?:万千瓦|千瓦|兆瓦|MW|kW|MWp|个|座|套|台))?的?"
    r"([\u4e00-\u9fff]{2,10}(?:电站|发电站|热泵|系统))"
)


def means_of_saving(narrower: Narrower, sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
    """What saved an amount of energy that has no class, where the clause before tells how much of it; none else.

    Args:
        narrower: what is no name.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
    """
    before = sentence.before(number)
    if choice.fit.metric != sentence.roles.energy_not_used or before is None or before.start in sentence.read:
        return {}
    if not before.kinds & _MEASURES or _ONLY_SAVES.fullmatch(sentence.own_label(number)) is None:
        return {}
    label = sentence.own_label(before)
    if _NO_MEANS.search(label):
        return {}
    named = narrower.phrase(label, sentence.roles.energy_not_used)
    return {"project": named} if named else {}


def project_of_savings(
    narrower: Narrower, sentence: Sentence, number: Number, choice: Choice, classes: dict[str, str]
) -> dict[str, str]:
    """The classes of a saving with the project of the one it goes on from, or of the sentence that it points back to.

    Args:
        narrower: the grammar's patterns of projects.
        sentence: the sentence with what was read of it.
        number: the number.
        choice: the wording chosen for it.
        classes: its classes; where they name a project or a part of the company, they are all.
    """
    if choice.fit.metric not in sentence.roles.avoided or _WHOSE & set(classes):
        return classes
    before = sentence.read_before(number)
    goes_on = _GOES_ON.fullmatch(sentence.own_label(number)) is not None
    if before and goes_on:
        last, told = sentence.read[before[-1].start]
        named = told.get("project", "") if last.fit.metric in sentence.roles.avoided else ""
        named = named or _lent(sentence, before[-1])
    else:
        named = "" if before else _project_before(narrower, sentence, number)
    named = named or means_told(narrower, sentence, number)
    return classes | {"project": named} if named else classes


def _project_before(narrower: Narrower, sentence: Sentence, number: Number) -> str:
    """The project of the sentence before, where this one tells but what it saves: |每年可节电90万度."""
    before = sentence.previous
    if before is None or before.text != sentence.text:
        return ""
    if _POINTS_BACK.fullmatch(sentence.text, sentence.start, number.start) is None:
        return ""
    if lent := next((name for n in reversed(before.numbers) if (name := _lent(before, n))), ""):
        return lent
    span, gases = (before.start, before.end), sentence.roles.gases_avoided
    named = told_classes(narrower.know, sentence.text, span, span, before.end, gases).get("project", "")
    found = None if named else _BUILT.search(sentence.text, *span)
    named = named or (found[1] if found else "")
    if not named and _POINTS.match(sentence.text, sentence.start):
        named = means_of_sentence(narrower, before)
    return "" if narrower.names.mean(named) else named.lower()


def _lent(sentence: Sentence, number: Number) -> str:
    """How money was lent for green projects, where a number says how much: 绿色信贷|余额96亿元,折合节约标准煤."""
    told = sentence.read.get(number.start)
    if told is None or told[0].fit.metric not in sentence.roles.green_lending:
        return ""
    named = _LENT.findall(sentence.text, sentence.start, number.start)
    return named[-1] if named else ""
