"""A label that leaves its noun to what was said before: 产生危险废物1,024吨,处置率100% is the rate of that waste."""

from dataclasses import replace
from functools import lru_cache

from cnesg.extraction.breakdowns import residual
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.lexicon import Hit, Lexicon
from cnesg.framework.phrase_table import matching_form
from cnesg.framework.regexes import regex
from cnesg.text.language import is_latin

_LABEL = regex(r"[\u4e00-\u9fff]{2,8}")
_MAY_MEASURE = regex(r"[率量额数比]")
_NEAR = 8  # characters between a label's end and its number
_MEASURED = regex(r"[率量额数比]$")
_MEASURE = regex(r"总?[数量额]")
_SHORTEST = 2  # characters of the noun
_REACH = 60  # characters back
_COST = 6.0
_OF_SUBJECT = 12.0  # from a subject for which a pronoun stands
_CARRIED = 20.0
_OF_DATE = regex(  # 年末|余额, 总体|覆盖率
    r"^(?:(?:本?年|期|季)(?:末|底|初)(?:的)?|(?:累[计积]|平均|总体|整体|综合|实际|总)(?=[\u4e00-\u9fff]{2,4}率))"
)
_VERB_ALONE = regex(
    r"(?:其中|公司|本公司|集团)?(?:全年|年度|报告期内?|年内|本年度?|当年|(?:19|20)\d\d年度?)?(?:公司|集团)?(?:共计?|累计|合计|总计|实际|约)*"
    r"(?P<verb>[\u4e00-\u9fff]{2,3}?)(?:总?量|了)?(?:共计?|合计|总计|约|为|达到?|近|超过?|逾|降至|增至|减至|升至)*"
)
_ENDS = 2  # characters by which wordings are looked up
# English labels that name nothing of their own: 214 courses, drawing| 6,320 attendances; or| 18.4 hours a head
_SAYS_LESS = r"(?:sav|avoid|reduc|cut|lower|increas|exceed|target|requir|compar|aim|allow|shorten|trimm|shav)"
_A_SHARE = (
    r"(?:(?:and\s)?with\s|and\s|giving\s|which (?:is|means|gives|corresponds to)\s|corresponding to\s|for\s|at\s)?an?"
    r"(?:\s(?!growth|increase|decrease|interest|tax|discount|success)[a-z-]+){0,2}\s"
    r"(?:coverage|share|rate|expenditure|investment|cost|outlay|duration|amount|proportion|total|average|sum|attendance|participation|frequency)(?:\srate)?\sof"
)
_PRONOUN = (
    r"(?:in (?:FY)?\d{4},? |in the year,? |last year,? )?(?:it|they)"
    rf"(?:\s(?!{_SAYS_LESS}|represent)[a-z]+){{1,2}}?"
)
_NO_NOUN = regex(
    r"(?i)\s*(?:(?:and|thereby|thus|together|jointly|in all|altogether|in total|collectively)\s)*"
    rf"(?:(?!{_SAYS_LESS})[a-z]+ing(?:\s(?:up|in|out|on|to|for|down|off|through|over))?"
    rf"|or|representing|equal to|equivalent to|{_A_SHARE}|corresponding to"
    r"|which (?:corresponds|corresponded|equates|equated|translates|translated|works out|is equivalent|amounts)"
    r" (?:to|at)"
    rf"|{_PRONOUN}|on average|to the tune of)\s"
    r"(?:(?:a (?:total|combined|cumulative|joint|further)(?: of)?|an? average of|some|about|around|nearly|over"
    r"|more than|approximately|roughly|almost|up|in total|altogether|together|between them)\s)*"
)

_MONEY = frozenset({"money"})
_INVESTED = regex(
    r"(?:公司|集团|报告期内?|全年|年度|本年度?|当年|年内|(?:19|20)\d\d年度?|[,，]|先后|累计|共计?|合计|又|已)*"
    r"(?:投资|出资)(?:共计?|合计|总计|人民币|约|近|超过|逾|达)*"
)
_ON_WORKS = regex(
    r"[多余]?(?:人民币)?[,，]?(?:用于|完成|实施|进行|开展|推进|对)[^。;；\d]{0,60}?(?:改造|治理|整治|升级|技改|更新|更换|提标|整改)"
)
_SPENDING_GROWS = regex(r"(?:加大|增加|加强|提高|提升)(?:了|对)?[^,，。;；]{0,12}投入")

# 公司持续监测碳排放量,|该数据为; 公司每年统计碳排放量。2016年,|该指标为
THAT_FIGURE = regex(
    r"(?:该|此|这|上述|前述)(?:一|项|类)?(?:数据|指标|数字|数值|数量|金额|总量|总额)(?:保持|维持|稳定|控制)?(?:在|于)?"
)
_THEN = r"(?:截至)?(?:(?:19|20)\d\d年(?:度|末|底)?|本年度?|报告期内?末?)"
_CAME_TO = r"(?:共计?|累计|合计|总计|分别|约|为|是|达到?|近|超过?|逾|降至|增至|减至|升至|[:：])"
_THAT_WAS = regex(rf"(?:{_THEN})?,?(?:公司|集团)?{THAT_FIGURE.pattern}{_CAME_TO}*")
_THEN_WAS = regex(rf"{_THEN}(?:公司|集团)?{_CAME_TO}+")
_WAS = regex(rf"(?:{_THEN})?(?:仍|已)?(?:约|为|是|达到?|近|保持在|稳定在|维持在|[降增减升]至)+")
_ASIDE = regex(r"[\"”]?\([^()\d]{2,24}\)[\"”]?")  # 排放总量|(合并口径)|为
_OF_STAFF = frozenset({"percent", "persons", "bare"})
_STAFF_DID = regex(  # what no sentence before it was about
    r"(?i)\s?(?:of (?:the |our |all |its )*)?(?:[a-z-]+ )??"
    r"(?:employees|staff|workforce|people|colleagues|workers|personnel|team members)"
    r"(?: (?:in|at|across|from|on) [^.,;]{2,40}?)? (?:now |also |currently )?"
    r"(?:works? (?:for|at|in)\b|worked (?:for|at|in)\b|(?:is|are|was|were) (?:covered|represented|entitled|unioni[sz]ed"
    r"|promoted|surveyed|employed|engaged|satisfied)\b|(?:took|takes?) part\b|participated in\b|responded\b|voted\b"
    r"|belongs?\b|belonged\b|feels?\b|felt\b|said\b|says?\b|agreed?\b|recommend(?:s|ed)?\b|lives?\b|lived\b)"
)
_IT = regex(rf"(?i)\s*{_PRONOUN}\s(?:about\s|some\s|around\s|nearly\s|over\s|a total of\s)?")

_OF_WHEN = r"(?:the (?:reporting )?(?:year|period)|year.end|(?:FY ?|fiscal (?:year )?)?(?:20)?\d\d)"
_FIGURE = (
    r"(?:figure|indicator|number|total|rate|metric|amount|value|ratio|share|proportion|percentage|measure|level"
    r"|average|score)"
)
_THAT_FIGURE_WAS = regex(  # The figure for 2022 was |412 GWh; At 31 December 2022 it stood at |1,204
    r"(?i)\s*(?:and\s)?(?:(?:in|for|during|by|at|as (?:at|of)|on|over)\s[a-z0-9 ]{3,32}?,?\s)?"
    rf"(?:it|this|(?:this|that|the) {_FIGURE}(?: (?:for|in|at) {_OF_WHEN})?)"
    r"(?:\s(?:has|had|now|currently|only|again|then|also|further|again))*\s"
    r"(?:was|is|stood at|stands at|came (?:in at|to)|amounted to|amounts to|totall?ed|totals|reached|numbered"
    r"|equall?ed|averaged|(?:fell|rose|increased|decreased|dropped|improved|declined|grew|went up|came down|climbed)"
    r" to)"
    r"\s(?:(?:a total of|about|around|approximately|nearly|almost|over|more than|just|only|some|exactly)\s)*"
)
_OTHER_SHARE = regex(r"(?i)\s(?:lower|higher|more|less|fewer|above|below|of|better|worse|up|down)\b")


def first_told(options: list[Choice]) -> list[Choice]:
    """The option that a sentence speaks of first, its subject; "the figure" is of that.

    Args:
        options: the wordings of the sentence that fit.
    """
    first = min((option.hit.start for option in options), default=0)
    return [replace(option, cost=_OF_SUBJECT) for option in options if option.hit.start == first]


def names_nothing(label: str) -> bool:
    """Whether a number's label in English leaves it to the clause before what the number is of: raising| 4 million."""
    return is_latin(label) and _NO_NOUN.fullmatch(label) is not None


def speaks_of_it(label: str) -> bool:
    """Whether a number's label speaks on of what the sentence before was about: In 2023 it covered| 46%, 该指标为|8."""
    if not is_latin(label):
        return _THAT_WAS.fullmatch(label) is not None
    return _IT.fullmatch(label) is not None or _THAT_FIGURE_WAS.fullmatch(label) is not None


def says_of_staff(sentence: Sentence, number: Number) -> bool:
    """Whether a sentence says of so many of the staff something of its own, in English: 62%| of our staff are covered.

    Args:
        sentence: the sentence of the number, which is of people or a share.
        number: the number.
    """
    of_staff = bool(number.kinds & _OF_STAFF)
    return of_staff and _STAFF_DID.match(sentence.text, number.unit_end, sentence.end) is not None


def spends_what_grew(sentence: Sentence, number: Number, last: Sentence) -> bool:
    """Whether money invested in works is of the spending that the sentence before says to grow.

    不断加大安全投入。全年投资|210万元完成多项技术改造: of safety; a plant built for the money is another thing.

    Args:
        sentence: the sentence of the number.
        number: the number.
        last: the sentence before it.
    """
    if number.kinds != _MONEY or _INVESTED.fullmatch(sentence.own_label(number)) is None:
        return False
    works = _ON_WORKS.match(sentence.text, number.unit_end, sentence.end)
    return works is not None and _SPENDING_GROWS.search(last.text, last.start, last.end) is not None


def says_that_figure(sentence: Sentence, number: Number) -> bool:
    """Whether a sentence says no more of its number than that a figure told of before came to it, in English.

    Args:
        sentence: the sentence of the number.
        number: the number.
    """
    label = sentence.text[sentence.start : number.start]
    if _THAT_FIGURE_WAS.fullmatch(label) is None:
        return False
    return _OTHER_SHARE.match(sentence.text, number.unit_end) is None


def goes_on_from(sentence: Sentence, number: Number, choice: Choice, label: str) -> bool:
    """Whether a number without a name of its own is of all that the words around an earlier wording say.

    It is where it points back (该数据为), where a year alone stands before it, or where but brackets, a change or
    clauses that name no metric part it from its noun: 女性员工,据初步统计,为|21人.

    Args:
        sentence: the sentence of the number.
        number: the number.
        choice: the wording of an earlier clause or sentence.
        label: the number's own label.
    """
    if choice.hit.end > number.start:
        return False
    if choice.role == "passage":
        return any(one.fullmatch(label) for one in (_THAT_WAS, _THEN_WAS, _THAT_FIGURE_WAS))
    if _THAT_WAS.fullmatch(label) or _ASIDE.fullmatch(sentence.text, choice.hit.end, number.start - len(label)):
        return True
    end, at = choice.hit.end, number.start - len(label)
    others = any(end <= hit.start < at for hit in sentence.hits)
    read = any(end <= start < number.start for start in sentence.read)
    return not others and not read and _WAS.fullmatch(label) is not None


def of_subject(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording that a number's own label makes with a noun said before it, None where it makes none.

    Args:
        know: vocabulary, wording and units.
        sentence: the sentence of the number.
        number: a number that no wording in its own clause fits.
    """
    if "bare" in number.kinds or not _MAY_MEASURE.search(sentence.text, max(0, number.start - _NEAR), number.start):
        return None
    own = matching_form(_OF_DATE.sub("", residual(know, sentence.own_label(number))))
    if not _LABEL.fullmatch(own):
        return None
    start = sentence.text.rfind(own, sentence.start, number.start)
    if not (_MEASURED.search(own) or _MEASURE.match(sentence.text, start + len(own))):
        return None
    low = max(sentence.whole[0], number.start - _REACH)
    before = matching_form(sentence.text[low : max(low, start)]) if start >= 0 else ""
    best: tuple[int, int, Hit, Choice] | None = None
    for noun, entry in _with_end(know.lexicon, own):
        at = before.rfind(noun)
        if at < 0:
            continue
        how = fit(know, entry, number.kinds, number.unit, number.family)
        if how is None or how.weak or how.metric != know.lexicon.entries[entry].metric:
            continue
        hit = Hit(entry, start, start + len(own), False, len(noun) + len(own))
        choice = Choice(_COST, hit, how, "clause")
        if best is None or (at + len(noun), len(noun)) > best[:2]:
            best = (at + len(noun), len(noun), hit, choice)
    return best[3] if best else None


def of_verb(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording of the thing named before, where a number has but a verb: 车间废水经处理后达标,全年共排放|15.6万吨.

    Args:
        know: vocabulary, wording and units.
        sentence: the sentence of the number.
        number: a number that no wording fits.
    """
    label = sentence.own_label(number)
    said = _VERB_ALONE.fullmatch(label)
    if said is None:
        return None
    for hit in sorted(sentence.hits, key=lambda h: (-h.end, h.start, h.entry)):
        verbs = know.lexicon.governing.get(know.lexicon.entries[hit.entry].metric)
        if hit.end > number.start - len(label) or verbs is None or not verbs.search(said["verb"]):
            continue
        near = not know.lexicon.entries[hit.entry].near.all() or hit.entry in sentence.found.near
        how = fit(know, hit.entry, number.kinds, number.unit, number.family, label) if near else None
        if how is not None and not how.weak:
            return Choice(_CARRIED, hit, how, "sentence")
    return None


def _with_end(lexicon: Lexicon, end: str) -> list[tuple[str, int]]:
    """The nouns that with this end are wording of a metric, and the entries."""
    return [
        (phrase[: -len(end)], entry) for phrase, entry in _by_end(lexicon).get(end[-_ENDS:], ()) if _ends(phrase, end)
    ]


def _ends(phrase: str, end: str) -> bool:
    return phrase.endswith(end) and len(phrase) >= len(end) + _SHORTEST


@lru_cache(maxsize=8)
def _by_end(lexicon: Lexicon) -> dict[str, list[tuple[str, int]]]:
    """Chinese wording of one part, with its entry, by its last characters."""
    found: dict[str, list[tuple[str, int]]] = {}
    for number, entry in enumerate(lexicon.entries):
        if entry.near.all():
            continue
        for phrase in entry.zh:
            form = matching_form(phrase)
            if len(form) > _SHORTEST + _ENDS - 1 and ".." not in form:
                found.setdefault(form[-_ENDS:], []).append((form, number))
    return found
