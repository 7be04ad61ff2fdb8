"""Pages: each module has a `router` and, where the menu shows it, `MENU`. The order here is that of the menu."""

from types import ModuleType

from cnesg.web.pages import company, evidence, home, market, methodology, preferences, signing_in, verification

MODULES: tuple[ModuleType, ...] = (
    home,
    market,
    company,
    methodology,
    verification,
    evidence,
    signing_in,
    preferences,
)
