"""Parts of the staff behind words that say of whom they are: 在册员工中,女性1,200人, 四川籍员工480人."""

import re

from cnesg.extraction.gates import Fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.numbers import Number
from cnesg.extraction.sentence import Choice, Sentence, width

_AMONG = re.compile(
    r"(?:^|(?<=[,，;；。:：]))(?:目前|截[至止][^,，。;；]{2,14}[,，]?)?(?:(?!新|参|受|培|训|离|退|流|困难|患|获|获奖|接受|满意)[^,，。;；\d]){0,8}?"
    r"(?:员工|职工|雇员|从业人员|在岗人员|员工队伍)(?:总数|总人数)?(?:当)?中[,，:：]?"
)
_OF_STAFF = frozenset({"employees_total", "employees", "employees_share"})
_A_GROUP = re.compile(
    r"(?:员工|职工|人员|党员|干部|人才|籍|学历|职称|族|性)(?:人数|占比|占|比例|比重|约|为|有|共|达|分别)*$"
)
_AROUND = " ,，、及和与占为达约的共有"
_LONGEST = 16.0


def part_of_staff(know: Knowledge, sentence: Sentence, number: Number, options: list[Choice]) -> Choice | None:
    """The wording of the staff that a number counts a part of; None where its own words name another metric.

    Args:
        know: the vocabulary.
        sentence: the sentence of the number.
        number: the number.
        options: the wordings that fit it.
    """
    percent = "percent" in number.kinds
    if not (percent or "persons" in number.kinds) or "中" not in sentence.text[sentence.start : number.start]:
        return None
    among = list(_AMONG.finditer(sentence.text, sentence.start, number.start))
    if not among or any(option.fit.metric not in _OF_STAFF and not option.carried for option in options):
        return None
    begin = max(among[-1].end(), number.start - len(sentence.own_label(number)))
    own = sentence.text[begin : number.start].strip(_AROUND)
    if not own or width(own) > _LONGEST:
        return None
    if not _A_GROUP.search(own) and 2 * sentence.named_class(begin, number.start) < len(own):
        return None
    entries = know.lexicon.entries
    said = [h for h in sentence.hits if h.end <= among[-1].end() and entries[h.entry].metric in _OF_STAFF]
    named = [h for h in sentence.hits if begin <= h.start and h.end <= number.start and not h.label_only]
    if not said or any(entries[h.entry].metric not in _OF_STAFF for h in named):
        return None
    metric = "employees_share" if percent else "employees"
    return Choice(1.0, said[-1], Fit(metric, know.unit_of(metric)), "clause")
