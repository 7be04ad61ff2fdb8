"""Pages: each module has a `router` and, where the menu shows it, `MENU`. The order here is that of the menu."""

from types import ModuleType

from cnesg.web.pages import home, preferences, signing_in

MODULES: tuple[ModuleType, ...] = (
    home,
    signing_in,
    preferences,
)
