"""Pages: each module has a `router` and, where the menu shows it, `MENU`. The order here is that of the menu."""

from types import ModuleType

from cnesg.web.pages import evidence, home, preferences, signing_in, verification

MODULES: tuple[ModuleType, ...] = (
    home,
    verification,
    evidence,
    signing_in,
    preferences,
)
