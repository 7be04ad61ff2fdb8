"""Codes of companies: the unified social credit code with its check, and exchange codes in one form."""

import re
import unicodedata

from cnesg.framework.regexes import regex

_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_MODULUS = 31
_CREDIT_CODE = regex(rf"[{_CHARACTERS}]{{18}}")
# Beijing, Shanghai and Shenzhen have six digits, Hong Kong five; other exchanges have codes of their own.
_MAINLAND = ("SH", "SZ", "BJ")
_HONG_KONG = "HK"
_EXCHANGES = {
    **dict.fromkeys(("SH", "SS", "SSE", "SHSE", "XSHG"), "SH"),
    **dict.fromkeys(("SZ", "SZSE", "XSHE"), "SZ"),
    **dict.fromkeys(("BJ", "BSE", "BJSE", "XBSE"), "BJ"),
    **dict.fromkeys(("HK", "HKEX", "SEHK", "HKG", "XHKG"), "HK"),
}
_ISIN = regex(r"[A-Z]{2}[A-Z0-9]{9}\d", re.ASCII)
_COUNTRY = "CH"  # how some terminals call all three exchanges of the mainland
_SIGN = "|".join(sorted((*_EXCHANGES, _COUNTRY), key=len, reverse=True))
_BEHIND = regex(rf"(\d{{1,6}})[.:_ ]?({_SIGN})(?: EQUITY)?", re.ASCII)
_BEFORE = regex(rf"({_SIGN})[.:_ ]?(\d{{1,6}})", re.ASCII)
_BARE = regex(r"\d{1,6}", re.ASCII)
_ELSEWHERE = regex(rf"[A-Z0-9]{{1,12}}\.(?!(?:{_SIGN})$)[A-Z]{{1,4}}", re.ASCII)
_MAINLAND_DIGITS, _HONG_KONG_DIGITS = 6, 5


def credit_code(text: str) -> str | None:
    """A unified social credit code in capitals, or None where the text is none.

    The last of its 18 characters is a check over the others: weights 3^i modulo 31 (GB 32100-2015, 5).
    """
    code = text.strip().upper()
    if not _CREDIT_CODE.fullmatch(code):
        return None
    return code if code[-1] == check_character(code[:-1]) else None


def check_character(first: str) -> str:
    """The last character of the code that begins with these 17 (GB 32100-2015, 5)."""
    total = sum(_CHARACTERS.index(character) * pow(3, i, _MODULUS) for i, character in enumerate(first))
    return _CHARACTERS[-total % _MODULUS]


def isin(text: str) -> str | None:
    """An ISIN in capitals, or None where the text is none: the check digit is Luhn's over its digits (ISO 6166)."""
    code = unicodedata.normalize("NFKC", text).strip().upper()
    if not _ISIN.fullmatch(code):
        return None
    digits = [int(digit) for character in code for digit in str(int(character, 36))]
    doubled = [digit if place % 2 == 0 else digit * 2 for place, digit in enumerate(reversed(digits))]
    return code if sum(digit // 10 + digit % 10 for digit in doubled) % 10 == 0 else None


def exchange_code(text: str) -> str | None:
    """An exchange code as `600000.SH` or `00001.HK`, or None where the text is none or does not say which exchange."""
    found = _with_exchange(_plain(text))
    return found[0] if len(found) == 1 else None


def meant_codes(text: str) -> tuple[str, ...]:
    """All codes that a text can mean, each in its one form; empty where it is no code.

    `SH600000`, `600000.SS` and `sse:600000` say the exchange; `600000` and `600000 CH` may be of any in the mainland,
    up to five digits alone are Hong Kong's. A unified social credit code means itself.
    """
    plain = _plain(text)
    if credit := credit_code(plain):
        return (credit,)
    if _BARE.fullmatch(plain):
        return _codes(plain, _COUNTRY if len(plain) == _MAINLAND_DIGITS else _HONG_KONG)
    return _with_exchange(plain)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).upper().split())


def _with_exchange(plain: str) -> tuple[str, ...]:
    if found := _BEHIND.fullmatch(plain):
        return _codes(found[1], found[2])
    if found := _BEFORE.fullmatch(plain):
        return _codes(found[2], found[1])
    return (plain,) if _ELSEWHERE.fullmatch(plain) else ()


def _codes(digits: str, sign: str) -> tuple[str, ...]:
    """The codes of some digits at an exchange, or at those of the mainland; none where they are too many or too few."""
    exchange = _EXCHANGES.get(sign)
    if exchange == _HONG_KONG:
        number = int(digits)
        return (f"{number:0{_HONG_KONG_DIGITS}}.HK",) if 0 < number < 10**_HONG_KONG_DIGITS else ()
    if len(digits) != _MAINLAND_DIGITS:
        return ()
    return tuple(f"{digits}.{one}" for one in (_MAINLAND if exchange is None else (exchange,)))
