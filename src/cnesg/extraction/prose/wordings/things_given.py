"""Things given, each with its number, behind one English verb: "donated 20,000 masks, 500 suits and 3 t of rice"."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import Fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.kinds import item_given
from cnesg.extraction.prose.sentences.narrowing import Narrower
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.lexicon import Hit
from cnesg.framework.regexes import regex

_ABOUT = r"(?:(?:about|around|some|over|nearly|almost|more than|approximately|a total of|another|a further)\s)?"
_NOUN = r"[a-z][a-z'’-]*(?:\s[a-z'’-]+){0,4}?"
_DONATED = regex(  # up to the number: the verb, maybe to whom, and the things before it, each up to the next number
    rf"\b(?P<verb>[Dd]onat(?:ed|ing|es))\s(?:(?:to\s)?[A-Za-z'’ -]{{2,40}}?\s)??{_ABOUT}"
    rf"(?:\d[\d,.]*\s(?:(?:tonnes|tons|kg|boxes|sets|pairs|pieces|cartons|packs)\sof\s|tonnes\s)?"
    rf"{_NOUN},?\s(?:(?:and(?: also)?|as well as|along with|together with|plus)\s)?{_ABOUT}(?=\d|$))*+$"
)
_THING = regex(  # 85 tonnes (170,000 meals)| of surplus food
    rf"(?:\s\([^()]{{3,40}}\))?\s(?:(?:boxes|sets|pairs|pieces|cartons|packs)\s)?(?:of\s)?(?P<noun>{_NOUN})"
    r"(?=,|\s(?:and|to|for|in|at|worth|from|through|across|with|during|via|valued|as well|along|together|which|that"
    r"|used|benefiting|plus)\b|[.;)]|$)"
)
_NO_THINGS = regex(
    r"\b(?:hours?|days?|people|persons|employees|staff|volunteers|times|shares|percent|million|billion|thousand|dollars"
    r"|yuan|euros|pounds|blood|organs|meals|projects|schools|organi[sz]ations|charities|causes|years|members)\b"
)
_GIVERS = frozenset({"entity", "site", "segment", "payer"})  # dimensions
_VERB = "onat"  # of "donated"
_COST = 0.4
_CALLED = regex(r"[”\"]?[^,，。;；“”\"]{0,6}?(?:活动|行动|项目|计划|工程|基金)")  # “关爱儿童”|志愿服务项目
_WENT_TO = regex(
    r"(?:前往|前去|走进|来到|赴|走访)了?([^,，。;；]{2,48})[,，][^,，。;；]*$"
)  # 前往石桥小学,捐赠|30台风扇


def thing_given(sentence: Sentence, number: Number) -> tuple[int, str] | None:
    """Where the verb stands that says a number of things was given, and what they are; None where nothing says so.

    Args:
        sentence: the sentence of the number.
        number: the number.
    """
    if not number.kinds & {"bare", "mass"} or number.spelled or _VERB not in sentence.text[: number.start]:
        return None
    behind = _THING.match(sentence.text, number.unit_end)
    if behind is None or _NO_THINGS.search(behind["noun"]):
        return None
    before = _DONATED.search(sentence.text[sentence.start : number.start])
    return (sentence.start + before.start("verb"), behind["noun"].lower()) if before is not None else None


def given(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording of a number of things that an English sentence says were donated; None where it is no such number.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        number: the number.
    """
    told = thing_given(sentence, number)
    metric = know.lexicon.roles.things_given
    if told is None or metric not in know.lexicon.metrics:
        return None
    entry = next(at for at, one in enumerate(know.lexicon.entries) if one.metric == metric and "items" in one.kinds)
    return Choice(_COST, Hit(entry, told[0], number.unit_end), Fit(metric, number.unit or "count"), "clause")


def classes_of_gift(
    narrower: Narrower, sentence: Sentence, number: Number, choice: Choice, classes: dict[str, str]
) -> dict[str, str]:
    """The classes of things given: what they are, and who gave them, or else to whom the same list says.

    Args:
        narrower: what may be the name of a thing.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
        classes: the classes found for it, which those of anything else keep.
    """
    told = thing_given(sentence, number) if choice.fit.metric == sentence.roles.things_given else None
    item = told[1] if told is not None else item_given(narrower, sentence, number, choice.fit.metric)
    if not item:
        return classes
    given = {k: v for k, v in classes.items() if k in _GIVERS}
    return (given or _taker_or_programme(sentence, number, classes)) | {"item": item}


def _taker_or_programme(sentence: Sentence, number: Number, classes: dict[str, str]) -> dict[str, str]:
    """Who got the things, where the clause, one before or the words behind say so, or else the programme.

    One whom an earlier clause names got something else: 向妇联献爱心,为孩子送去关怀,共捐献|物品2,800件.
    """
    said = max(sentence.start, *(sentence.text.rfind(mark, sentence.start, number.start) for mark in ",;。"))
    whom, text = classes.get("recipient", ""), sentence.text.lower()
    if whom and (whom in text[said : number.start] or text.rfind(whom, sentence.start, number.start) < 0):
        return {"recipient": whom}
    if whom and (went := _WENT_TO.search(text, sentence.start, number.start)) and went[1].startswith(whom):
        return {"recipient": whom}
    named = classes.get("programme", "")
    at = text.rfind(named, sentence.start, number.start) if named else -1
    return {"programme": named} if at >= 0 and _CALLED.match(text, at + len(named)) else {}
