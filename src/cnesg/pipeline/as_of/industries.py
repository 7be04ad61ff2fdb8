"""The industry tree of a workspace: what ships, and above it what its users imported."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from cnesg.companies.industry_trees import industries_as_of
from cnesg.framework import Methodology
from cnesg.framework.definitions import Industry
from cnesg.pipeline.workspace import Workspace


def industry_tree(workspace: Workspace, as_of: datetime | None = None, at: int | None = None) -> Mapping[str, Industry]:
    """The tree at an instant, now by default, as far as the store held it at position `at`."""
    rows = workspace.store.read("industries", at=at)
    return industries_as_of(workspace.methodology.industries, rows, as_of or datetime.now(UTC))


def with_industries(
    workspace: Workspace, methodology: Methodology, as_of: datetime | None = None, at: int | None = None
) -> Methodology:
    """A methodology, as it is or as a profile sees it, with the workspace's tree in the place of the shipped one."""
    tree = industry_tree(workspace, as_of, at)
    return methodology if tree is methodology.industries else replace(methodology, industries=tree)
