"""Parts of the staff told by where they work, or as most of it: "1,300 people work at the| Penang plant"."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex
from cnesg.framework.wording import COUNTS

_WORK_AT = regex(
    r"(?i)\s(?:[a-z-]+\s){0,2}?(?:people|workers|employees|staff|colleagues|persons|team members|associates|engineers)"
    r"\s(?:(?:are|were|who)\s)?(?:currently\s)?(?:employed|working|based|stationed|deployed|work|worked)"
    r"\s(?:at|in|for|within|on)\s(?:our|the|its|their)\s"
    r"(?P<place>[a-z][a-z&'’ -]{2,48}?)"
    r"(?=\s?[,.;:()]|\s(?:and|as|at|by|in|on|of|while|when|during|with|who|which|worldwide|last|this)\b|\s?$)"
)
_WHOLE = regex(  # the company by other words, and what is no part of it
    r"(?i)(?:(?:whole|entire|own|wider|parent|listed|same)\s)?(?:group|company|bank|firm|corporation|organi[sz]ation|business"
    r"|businesses|workforce|year|period|end|field|office|offices|public|area)|(?:.*\s)?(?:world|country|region|industry|sector"
    r"|city|community|communities|market|markets)"
)
_GENDERS = {"women": "female", "men": "male"}
_BUSINESS = regex(r"(?i)\b(?:businesses|business|operations?|divisions?|segments?|arm|units?|activities)$")

_BULK_OF = regex(  # |Manual workers make up the bulk of our workforce, accounting for 64,543
    r"(?i)(?P<who>[a-z][a-z' -]{3,40}?)\s(?:still\s)?"
    r"(?:makes?|made|form(?:s|ed)?|constitute[sd]?|account(?:s|ed)? for|comprise[sd]?|represent(?:s|ed)?|are|were)"
    r"(?:\sup)?"
    r"\s(?:the (?:bulk|majority|vast majority|largest (?:part|group|share)|biggest part)|most)\sof\s(?:our|the|its)\s"
    r"(?:total |entire )?(?:workforce|employees|staff|headcount|people|personnel),\s"
    r"(?:accounting for|numbering|totall?ing|with|at|or|making up|representing)\s"
    r"(?:about |some |nearly |over |approximately |more than )?"
    r"(?:\d[\d,]*,?\s(?:or|\()\s?)?"
)


def by_their_workplace(sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
    """The plant or business at which people of the staff work, where a verb behind their number says so.

    Args:
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
    """
    if choice.fit.metric not in sentence.roles.staff or not number.kinds & (COUNTS | {"bare"}):
        return {}
    found = _WORK_AT.match(sentence.text, number.end, sentence.end)
    if found is None or _WHOLE.fullmatch(found["place"]):
        return {}
    place = found["place"].lower()
    return {"segment" if _BUSINESS.search(place) else "site": place}


def most_of_staff(sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
    """Who those are that a sentence tells to be most of the staff, for their number and for their share.

    Args:
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
    """
    staff = choice.fit.metric in sentence.roles.staff or choice.fit.metric == sentence.roles.staff_share
    if not staff or " of " not in sentence.text[sentence.start : number.start]:
        return {}
    found = _BULK_OF.fullmatch(sentence.text, sentence.start, number.start)
    if found is None:
        return {}
    who = found["who"].lower()
    return {"gender": _GENDERS[who]} if who in _GENDERS else {"function": who}
