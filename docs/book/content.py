"""All data that the book is made of, read once through the package's own loaders."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cnesg.framework import Methodology, load_methodology
from cnesg.framework.choices import Choice, assumed_choices
from cnesg.framework.crosswalk import Crosswalk, load_crosswalk
from cnesg.framework.incidents import IncidentTree, load_incidents
from cnesg.framework.issuer_groups import IssuerGroups, load_issuer_groups
from cnesg.framework.judgements import JudgementSet, load_judgements
from cnesg.framework.mappings import Link, Mappings, load_mappings
from cnesg.framework.materiality import load_materiality
from cnesg.framework.materiality_ratings import Materiality
from cnesg.framework.media import MediaRegistry
from cnesg.framework.media_files import load_media
from cnesg.framework.policies import Policy, load_policies
from cnesg.framework.sections import Sections, load_sections
from cnesg.framework.standards import Standards, load_standards
from cnesg.framework.weighting import Weighting, load_weighting

DOCS = Path(__file__).resolve().parents[1]
ROOT = DOCS.parent


@dataclass(frozen=True)
class Content:
    """The methodology with everything that belongs to it.

    Attributes:
        methodology: indicators, data points, rules, factors, industries, profiles.
        incidents: incident types.
        materiality: ratings of issues by industry.
        standards: item lists.
        mappings: data points against items.
        policies: Chinese policies by id.
        sections: where in documents data points are found.
        judgements: pairwise judgements with the weights they give.
        weighting: how judgements and standards are mixed into weights.
        media: outlets and their tiers.
        crosswalk: from the Hang Seng classification to Shenwan.
        issuer_groups: peer groups of issuers without listed shares.
    """

    methodology: Methodology
    incidents: IncidentTree
    materiality: Materiality
    standards: Standards
    mappings: Mappings
    policies: Mapping[str, Policy]
    sections: Sections
    judgements: JudgementSet
    weighting: Weighting
    media: MediaRegistry
    crosswalk: Crosswalk
    issuer_groups: tuple[IssuerGroups, ...]

    @cached_property
    def links(self) -> Mapping[str, tuple[Link, ...]]:
        """Links to standards' items by data point."""
        found: dict[str, list[Link]] = {}
        for one in self.mappings.links:
            found.setdefault(one.code, []).append(one)
        return {code: tuple(links) for code, links in found.items()}

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """Every assumed value."""
        return assumed_choices(self.methodology)


def load_content() -> Content:
    """The shipped methodology.

    Raises:
        MethodologyError: the data is not whole.
    """
    methodology = load_methodology()
    folder = methodology.folder
    return Content(
        methodology,
        load_incidents(folder),
        load_materiality(folder),
        load_standards(folder),
        load_mappings(folder),
        load_policies(folder),
        load_sections(folder),
        load_judgements(folder),
        load_weighting(folder),
        load_media(folder),
        load_crosswalk(folder),
        load_issuer_groups(folder),
    )
