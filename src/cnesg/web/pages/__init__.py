"""Pages: each module has a `router` and, where the menu shows it, `MENU`. The order here is that of the menu."""

from types import ModuleType

from cnesg.web.pages import (
    added_documents,
    administration,
    checking_quality,
    company,
    deliveries,
    disputes,
    evidence,
    home,
    market,
    methodology,
    operations,
    organisation,
    own_password,
    preferences,
    quality,
    signing_in,
    tokens,
    verification,
)

MODULES: tuple[ModuleType, ...] = (
    home,
    market,
    company,
    methodology,
    quality,
    deliveries,
    verification,
    checking_quality,
    disputes,
    added_documents,
    administration,
    evidence,
    tokens,
    signing_in,
    organisation,
    own_password,
    preferences,
    operations,
)
