"""What rows that add up to the row above them must be to count as its parts, in text tables and on pages alike."""

from cnesg.framework.regexes import regex

FEWEST, MOST = 2, 12  # rows of parts
_ROUNDED = 2e-4  # of the sum
_LONGEST, _LONGEST_LATIN = 20, 45  # characters of a part's name
# of these other rows below may add up: liabilities and equity, costs and profit
_OF_ACCOUNTS = regex(
    r"(?i)成本|毛利|利润|(?:管理|销售|财务|营业|期间|研发|税|三项|各项|总)费用|^费用|负债|权益|税前|cost|margin|profit|expense|liabilit|equity"
)


def may_name_a_part(label: str) -> bool:
    """Whether a row's label is short enough for a part's name, and none of those whose rows add up otherwise."""
    longest = _LONGEST_LATIN if label.isascii() else _LONGEST
    return 0 < len(label) <= longest and _OF_ACCOUNTS.search(label) is None


def is_sum(added: float, total: float) -> bool:
    """Whether figures that add up to `added` are a total, but for rounding."""
    return abs(added - total) <= _ROUNDED * abs(total)


def has_room(added: float, total: float) -> bool:
    """Whether figures that add up to `added` may be parts of a total: no more than it, but for rounding."""
    return added <= total * (1 + _ROUNDED)
