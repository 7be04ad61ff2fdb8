"""What saved energy, told with an amount of its own in the clause before: 回收烟气余热120万吉焦,节约标煤|4万吨."""

import re

from cnesg.extraction.narrowing import Narrower
from cnesg.extraction.numbers import Number
from cnesg.extraction.sentence import Choice, Sentence

_SAVED = "energy_saved"
_MEASURES = frozenset({"energy", "volume", "mass"})
_ONLY_SAVES = re.compile(
    r"(?:相当于|折合|约|可|共|合计|每年|年|实现)*(?:节约|节省|节|减少|替代)(?:使?用|了)?(?:标准?煤|能源?|原煤)(?:消耗|量)?(?:约|近|达|超过|逾)*"
)
_NO_MEANS = re.compile(
    r"节约|节省|节能|节电|节煤|减少|减排|降低|同比|比上年|较上年|消耗|耗用|使用|用量|产量|总量|生产|销售"
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
    if choice.fit.metric != _SAVED or before is None or before.start in sentence.read:
        return {}
    if not before.kinds & _MEASURES or _ONLY_SAVES.fullmatch(sentence.own_label(number)) is None:
        return {}
    label = sentence.own_label(before)
    if _NO_MEANS.search(label):
        return {}
    named = narrower.phrase(label, _SAVED)
    return {"project": named} if named else {}
