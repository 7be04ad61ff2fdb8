"""Numbers as the book prints them."""


def number(value: float, digits: int = 4) -> str:
    """A number without a tail of zeros: `12`, `0.25`, `1,250`."""
    shown = f"{value:,.{digits}f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def percent(share: float) -> str:
    """A share as a percentage: `25 %`, `1.35 %`."""
    return f"{number(share * 100, 2)} %"


def score(value: float) -> str:
    """A score of 0 to 100 with one decimal where it has one."""
    return number(value, 1)
