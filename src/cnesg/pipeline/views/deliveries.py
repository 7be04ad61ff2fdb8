"""Deliveries that were made, as whoever receives them sees them: every edition, its manifest and its files."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cnesg.errors import InputError
from cnesg.framework.definitions.base import Name
from cnesg.pipeline.delivery.editions import MANIFEST, Edition, editions
from cnesg.pipeline.delivery.manifest import SUMS
from cnesg.products.schema import PRODUCTS, product_schema


@dataclass(frozen=True)
class ShownEdition:
    """An edition.

    Attributes:
        product: its name.
        title: of the product.
        about: what the product holds.
        month: `2025-06`.
        number: 1, 2 ...
        told: the manifest.
        newest: whether no later edition of this product and month replaces it.
        folder: where its files lie.
    """

    product: str
    title: Name
    about: Name
    month: str
    number: int
    told: Mapping[str, Any]
    newest: bool
    folder: Path

    @property
    def rows(self) -> int:
        """Rows of the main table."""
        return int(self.told["tables"][0]["rows"])

    @property
    def files(self) -> Mapping[str, int]:
        """Every file that may be fetched, with its bytes: those of the manifest, the manifest, the checksums."""
        listed: Mapping[str, Mapping[str, int]] = self.told["files"]
        known = {name: int(entry["bytes"]) for name, entry in listed.items() if Path(name).name == name}
        own = {name: (self.folder / name).stat().st_size for name in (MANIFEST, SUMS) if (self.folder / name).is_file()}
        return known | own


def all_editions(out: Path) -> tuple[ShownEdition, ...]:
    """Every readable edition in a folder of deliveries: products in their order, the newest month and edition first."""
    found = []
    for product in PRODUCTS:
        made = editions(out, product)
        newest = {edition.month: edition.number for edition in made}
        shown = (_shown(product, edition, newest[edition.month]) for edition in reversed(made))
        found += [one for one in shown if one is not None]
    return tuple(found)


def one_edition(out: Path, product: str, month: str, number: int) -> ShownEdition | None:
    """An edition by its name; None where there is none."""
    return next(
        (one for one in all_editions(out) if (one.product, one.month, one.number) == (product, month, number)), None
    )


def _shown(product: str, edition: Edition, newest: int) -> ShownEdition | None:
    schema = product_schema(product)
    try:
        told = edition.manifest()
        shown = ShownEdition(
            product,
            schema.title,
            schema.about,
            edition.month,
            edition.number,
            told,
            newest=edition.number == newest,
            folder=edition.folder,
        )
        _ = shown.rows, shown.files, told["merkle"]["root"]
    except (InputError, KeyError, IndexError, TypeError, ValueError, AttributeError):
        return None  # a spoilt manifest: `cnesg deliver --verify` says what is wrong with it
    return shown
