"""The disclosure sheet of a delivery: what is said of each product, and what each answer asserts of its data."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

from cnesg.products.schema import PRODUCTS


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Answer(_Strict):
    """An answer to an item, for some products.

    Attributes:
        groups: names of groups of products that it is true of.
        text: the answer; names in braces are filled in from the manifest.
        claims: what it asserts of the delivery, each checked by a test.
    """

    groups: tuple[str, ...] = Field(alias="for")
    text: str
    claims: tuple[str, ...] = ()


class Item(_Strict):
    """An item of the sheet with its answers; each product has exactly one."""

    item: str
    answers: tuple[Answer, ...]


class DisclosureSheet(_Strict):
    """The whole of `papers/disclosure.yaml`.

    Attributes:
        groups: products by name of a group.
        items: in the order of the sheet.
    """

    groups: Mapping[str, tuple[str, ...]]
    items: tuple[Item, ...]

    def answers(self, product: str) -> tuple[tuple[str, Answer], ...]:
        """Item and answer of each line for a product.

        Raises:
            ValueError: an item has no answer for it, or several: an error of the file.
        """
        found = []
        for item in self.items:
            mine = [one for one in item.answers if any(product in self.groups[group] for group in one.groups)]
            if len(mine) != 1:
                raise ValueError(f"{item.item}: {len(mine)} answers for {product}")
            found.append((item.item, mine[0]))
        return tuple(found)

    def claims(self) -> frozenset[str]:
        """All claims that any answer makes."""
        return frozenset(
            claim for product in PRODUCTS for _, answer in self.answers(product) for claim in answer.claims
        )


@cache
def disclosure_sheet() -> DisclosureSheet:
    """The sheet as it ships."""
    source = files("cnesg.products") / "papers" / "disclosure.yaml"
    content: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return DisclosureSheet.model_validate(content)
