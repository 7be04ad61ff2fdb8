"""Numbers in words, English and Chinese: what they are worth, and where such a word counts things.

Most words that could be a number count nothing: one of them, 每一位, 一系列, 一户一策, 千人计划.
"""

import re

from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading

_TEENS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {word: float(value) for value, word in enumerate(_TEENS)} | {
    f"{ten}{unit and '-'}{unit}": 20.0 + 10 * tens + units
    for tens, ten in enumerate(_TENS)
    for units, unit in enumerate(["", *_TEENS[1:10]])
}
# 一 that counts nothing: a slogan (一户一策), a set phrase (一系列, 一体化), anything in quotation marks (“读一本好书”)
_NO_ONE = regex(
    r"一(?:系列|批次?(?!\d)|些|定|体|线|流|把手|直|般|致|样|旦|切|贯|方面|半|度|步|带|站|篇|代|视同仁|次性|封信|如既往|同|并"
    r"|种|套|座|条(?!投诉)|片|股|道|面|起(?=[看抓来去走参开努共分为向到携做学成关过]))"
)
_SLOGAN = regex(r"一(?!等奖)[\u4e00-\u9fff]{1,2}一[\u4e00-\u9fff]")
# 千人负伤率 is a rate, 千人计划 and 百人工程 are names
_PER_SO_MANY = regex(r"[百千万]+人[\u4e00-\u9fff]{0,10}率|[十百千万]人(?:计划|工程|会战|签名|誓师)")
_NOT_THIS_ONE = regex(r"[这那每某任同又唯统单逐之不]$")
_ONE_THING = regex(  # "One data breach was reported", but not "One of them"
    r"(?:One|(?<=[:,] )one|(?<=\band )one|(?<=convened )one|(?<=held )one|(?<=\bhad )one|(?<=here was )one"
    r"|(?<=cluding )one|(?<=(?:eived|orded|orted|tered|ained|fered) )one|(?<=[a-z] only )one|(?<=Only )one"
    r"|(?<=death of )one|(?<=deaths of )one|(?<=paid )one|(?<=esulted in )one"
    r"|(?<!not )(?<!even )(?<!than )(?<!each )(?<!any )(?<!every )(?<!just )one(?=\s(?:(?:work-related|workplace"
    r"|employee|contractor|fatal|lost-time|recordable|reportable|serious) ){0,2}(?:fatality|death|accident|injury)\b"
    r"(?! (?:is|too|prevention|rate|free|reporting|investigation|insurance|claim)\b))"
    r"|(?<=\bthat )one(?=\s(?:employee|contractor|colleague|worker|person|driver|miner)\b))"
    r"\s(?!of|in|day|way|such|example|more|can|could|must|should|may|key|area|aspect|reason|thing|year|third|another"
    r"|hundred|thousand|million|that|is|was|might|important"
    r"|major)(?:[a-z]|Tier\b)"
)


def counts_things(text: str, found: re.Match[str], reading: UnitReading | None, printed: float) -> bool:
    """Whether a number in words is a count: before a measure word (Chinese) or a noun (English), never as an article.

    数十万元 is so vague that no number is stated.

    Args:
        text: folded text.
        found: where the word stands; its group `word` is an English one, otherwise it is Chinese.
        reading: the unit behind the word, None without one.
        printed: what the word is worth.
    """
    if found["word"]:
        return printed != 1 or reading is not None or _ONE_THING.match(text, found.start()) is not None
    if reading is None or "bare" in reading.kinds or printed == 0:
        return False
    if reading.start != found.end() and text[found.end() : reading.start] not in {"余", "多", "几"}:
        return False
    if (
        text[max(0, found.start() - 1) : found.start()] in {"数", "几"}
        or _PER_SO_MANY.match(text, found.start())
        or (printed <= 1 and _says_no_one(text, found.start()))
    ):
        return False
    if "hours" in reading.kinds:
        return text.startswith(("学时", "课时", "小时", "个学时", "个课时", "个小时", "万小时"), reading.start)
    countable = reading.kinds & {"persons", "person_times", "occasions", "cases", "items", "households", "percent"}
    return bool(countable) or reading.scale >= 1e4 or "money" in reading.kinds


def _says_no_one(text: str, at: int) -> bool:
    """Whether 一 at this place is no count: 每一位, 一系列, 一户一策, “读一本好书”."""
    said = _NO_ONE.match(text, at) or _NOT_THIS_ONE.search(text[max(0, at - 1) : at])
    if said or any(m.start() <= at < m.end() for m in _SLOGAN.finditer(text, max(0, at - 4), at + 4)):
        return True
    quotes = "“《「" + '"' * (text.count('"', 0, at) % 2)  # " that closes, as “ and ” are folded
    opened = max(text.rfind(sign, max(0, at - 12), at) for sign in quotes)
    closed = max(text.rfind(sign, max(0, at - 12), at) for sign in "”》」。,;")
    return opened > closed
