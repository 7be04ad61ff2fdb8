"""Directors and staff counted apart who took part in courses on integrity: "given to 9 directors and 240 employees".

Hong Kong's exchange asks for the courses of both, so that nearly every report has such a sentence; beside courses
neither number is that of the board or of the staff.
"""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import Fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.lexicon import Hit
from cnesg.framework.regexes import regex

_ABOUT = r"(?:(?:about|around|approximately|over|more than|nearly|the remaining|other)\s)?"
_AND = r"\s(?:and|as well as)\s"
_PAIR = (
    regex(
        rf"(?i)(?P<first>\d[\d,]*|\ball|\bthe|\bour)\s(?:executive\s|board\s)?(?P<board>directors){_AND}{_ABOUT}"
        rf"(?P<second>\d[\d,]*)\s(?:[a-z-]+\s){{0,4}}?(?P<staff>employees|staff(?:\smembers)?|workers)\b"
    ),
    regex(
        rf"(?i)(?P<second>\d[\d,]*)\s(?:[a-z-]+\s){{0,2}}?(?P<staff>employees|staff(?:\smembers)?|workers){_AND}"
        rf"{_ABOUT}(?P<first>\d[\d,]*|all|the)\s(?:of\sthe\s|the\s|our\s)?(?P<board>directors)\b"
    ),
    regex(
        r"(?P<first>\d[\d,]*(?=[名位])|全体|所有|全部)[名位]?(?P<board>董事)[及和与、](?:约|逾|超过|其他)?"
        r"(?P<second>\d[\d,]*)名[^,，。;；\d]{0,4}?(?P<staff>员工|职工|雇员)"
    ),
    regex(
        r"(?P<second>\d[\d,]*)名[^,，。;；\d]{0,4}?(?P<staff>员工|职工|雇员)[及和与、](?P<first>\d[\d,]*(?=[名位])|全体|所有|全部)"
        r"[名位]?(?P<board>董事)"
    ),
)
_TOPIC = regex(
    r"(?i)anti-?\s?(?:corruption|bribery|fraud)|\bintegrity\b|business ethics|\bICAC\b|commission against corruption"
    r"|反?贪[污腐]|腐败|廉[洁政]|商业道德"
)
_COURSE = regex(r"(?i)\b(?:training|seminars?|courses?|workshops?|talks?|briefings?)\b|培训|讲座|课程|研讨|讲解")
_COST = 0.3


def taker(sentence: Sentence, number: Number) -> str:
    """Whom a number counts in such a pair: directors or employees, as printed in lower case; empty where it is in none.

    Args:
        sentence: the sentence of the number.
        number: the number.
    """
    text = sentence.text
    if "director" not in text.lower() and "董事" not in text:
        return ""
    if not _COURSE.search(text, sentence.start, sentence.end):
        return ""
    if not (_TOPIC.search(text, sentence.start, sentence.end) or any(map(_TOPIC.search, sentence.headings[-1:]))):
        return ""
    for pattern in _PAIR:
        for pair in pattern.finditer(text, sentence.start, sentence.end):
            for count, whom in (("first", "board"), ("second", "staff")):
                if pair.start(count) <= number.start < pair.end(count):
                    return pair[whom].lower()
    return ""


def whom_counted(sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
    """The class of a number of directors or staff who took part in courses; none of any other number."""
    whom = taker(sentence, number) if choice.fit.metric in sentence.roles.learners else ""
    return {"level": whom} if whom else {}


def taken_part(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording of a number of directors or staff who took part in courses on integrity; None for any other number.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        number: the number.
    """
    if not number.kinds & {"bare", "persons", "person_times"} or not taker(sentence, number):
        return None  # nearly every number
    roles = know.lexicon.roles
    metric = next(iter(roles.integrity_training & roles.learners & know.lexicon.metrics), None)
    if metric is None:
        return None
    entry = know.lexicon.first_entries[metric]
    return Choice(_COST, Hit(entry, number.start, number.unit_end), Fit(metric, "persons"), "clause")
