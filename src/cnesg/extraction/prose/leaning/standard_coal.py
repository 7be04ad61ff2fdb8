"""The energy just told, once more as coal equivalent: 节电420万千瓦时,折合标准煤|516吨."""

from dataclasses import replace

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

_AS_COAL = regex(
    r"[,，(]?(?:约|共|可|能|每年|年)*(?:折合|折算|折|约合|合|相当于)(?:节约|节省|节|成|为)*了?(?P<named>标准?煤)?(?:约|近|共|为|达)*\s?"
)
_OF_COAL = {"t": "tce", "kg": "kgce"}  # behind the name of coal equivalent: 折标煤516吨
_COST = 0.2
_CONTENT = "energy content"
_KINDS = ("type", "part")  # dimensions, of which the first that is free takes the class


def as_coal(sentence: Sentence, number: Number) -> Choice | None:
    """The wording of the energy before, where a number says it once more as coal equivalent; else None.

    Args:
        sentence: the sentence of the number, with what was read of it.
        number: the number.
    """
    told = _told(sentence, number)
    if told is None:
        return None
    choice = told[0]
    metric = sentence.roles.energy_in_all if _is_of_several(sentence) else choice.fit.metric
    unit = _OF_COAL.get(number.unit, number.unit)
    return replace(choice, cost=_COST, fit=replace(choice.fit, metric=metric, unit=unit), role="clause", carried=False)


def classes_as_coal(sentence: Sentence, number: Number) -> dict[str, str]:
    """The classes of energy told once more: those of the energy before, and that it is in another unit; else empty."""
    told = _told(sentence, number)
    if told is None or _is_of_several(sentence):
        return {}
    free = next((name for name in _KINDS if name not in told[1]), _KINDS[-1])
    return told[1] | {free: _CONTENT}


def _is_of_several(sentence: Sentence) -> bool:
    """Whether a list of fuels that were used goes before: 消耗电力3亿千瓦时、煤炭2万吨,折合标准煤|5万吨."""
    read = [sentence.read[n.start][0].fit.metric for n in sentence.numbers if n.start in sentence.read]
    used = [one for one in read if one in sentence.roles.told_in_coal and one not in sentence.roles.avoided]
    return len(set(used)) > 1 and read[-1] in used


def _told(sentence: Sentence, number: Number) -> tuple[Choice, dict[str, str]] | None:
    """What was read of the energy right before, None where the number doesn't say it once more."""
    equivalent = number.unit.endswith("ce")
    if not (equivalent or number.unit in _OF_COAL):
        return None
    last = sentence.before(number)
    read = sentence.read.get(last.start) if last is not None else None
    if last is None or read is None or last.unit.endswith("ce"):
        return None
    if read[0].fit.metric not in sentence.roles.told_in_coal:
        return None
    again = _AS_COAL.fullmatch(sentence.text, last.unit_end, number.start)
    return read if again is not None and (equivalent or again["named"]) else None
