"""Codes of companies: the unified social credit code with its check, and exchange codes in one form."""

import re

_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_MODULUS = 31
_CREDIT_CODE = re.compile(rf"[{_CHARACTERS}]{{18}}")
# Beijing, Shanghai and Shenzhen have six digits, Hong Kong five; other exchanges have codes of their own.
_MAINLAND = re.compile(r"(\d{6})\.(SH|SZ|BJ)", re.ASCII)
_HONG_KONG = re.compile(r"(\d{1,5})\.HK", re.ASCII)
_ELSEWHERE = re.compile(r"[A-Z0-9]{1,12}\.(?!SH$|SZ$|BJ$|HK$)[A-Z]{1,4}", re.ASCII)


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


def exchange_code(text: str) -> str | None:
    """An exchange code as `600000.SH` or `00001.HK`, or None where the text is none."""
    code = text.strip().upper()
    if found := _HONG_KONG.fullmatch(code):
        return f"{int(found[1]):05}.HK" if int(found[1]) else None
    return code if _MAINLAND.fullmatch(code) or _ELSEWHERE.fullmatch(code) else None
