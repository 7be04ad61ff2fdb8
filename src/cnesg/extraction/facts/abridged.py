"""Classes of which one is short for the other: 社招 and 社会招聘, 应届生 and 应届毕业生."""

from cnesg.framework.regexes import regex

_HAN = regex(r"[\u4e00-\u9fff]{2,}")


def says_shortly(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether two breakdowns are alike but for Chinese names of which one is short for the other.

    Args:
        one: a breakdown.
        other: another one.
    """
    if not one or one.keys() != other.keys():
        return False
    return all(name == other[dimension] or _is_short(name, other[dimension]) for dimension, name in one.items())


def _is_short(one: str, other: str) -> bool:
    """Whether the shorter of two names begins like the longer and has but characters of it, in its order."""
    short, long = sorted((one, other), key=len)
    if not (_HAN.fullmatch(short) and _HAN.fullmatch(long)) or short[0] != long[0] or len(short) == len(long):
        return False
    left = iter(long)
    return all(character in left for character in short)
