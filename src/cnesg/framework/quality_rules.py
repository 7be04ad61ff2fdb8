"""The rules of monthly quality control, read from `methodology/quality.yaml`."""

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Literal

from pydantic import Field

from cnesg.framework.definitions.base import Name, Real, Sourced
from cnesg.framework.yaml_files import keyed_entries, of_folder

FILE = "quality.yaml"

Test = Literal["reaches", "below", "falls", "rises", "moves", "drops", "gone", "departs"]
"""How a measure is held against its limit.

- reaches, below: the number itself.
- falls, rises: by which share of the number in the other month.
- moves, drops: by how much, either way or downwards, since the other month.
- gone: what was there in the other month and is not any more.
- departs: by how many robust standard deviations its change differs from the median change of all places.
"""

Family = Literal[
    "source-coverage",
    "indicator-coverage",
    "industry-coverage",
    "fluctuation",
    "freshness",
    "duplicates",
    "unit-jumps",
    "distribution-shift",
    "rank-churn",
    "estimates",
    "confirmation",
    "identities",
    "mapping-gaps",
    "news-volume",
    "verification",
    "sentinels",
    "deliveries",
    "reading",
    "versions",
]

CauseKind = Literal[
    "missing-source",
    "withdrawn-source",
    "truncated-file",
    "thin-source",
    "late-list",
    "lost-column",
    "scale-error",
    "outlier",
    "flipped-sign",
    "wrong-year",
    "wrong-unit",
    "repeated-figures",
    "constant-column",
    "doubled-import",
    "changed-weight",
    "duplicated-company",
    "lost-company",
    "shifted-industry",
    "broken-parser",
    "changed-reading",
    "stuck-feed",
    "silent-feed",
    "flooded-feed",
    "unmatched-names",
    "market-without-data",
]


class QualityRule(Sourced):
    """One rule.

    Attributes:
        rule: its id.
        family: what it looks after.
        name: what it is called.
        severity: an error stops every delivery.
        measure: what is measured, of `cnesg.quality.measures`.
        test: how.
        against: what it is held against, if anything: the month before (`before`), the same month last year
            (`last_year`), what the fiscal year before had brought by the same day (`season`), or the fiscal year or
            month of publication before, which the measure gives itself (`past`).
        limit: the number from which on there is a finding.
        least: places that rest on fewer cases are not judged; of `departs`, the least change that counts.
        cause: what such a finding shows to have gone wrong; none where it only shows that something did.
    """

    rule: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    family: Family
    name: Name
    severity: Literal["info", "warning", "error"]
    measure: str
    test: Test
    against: Literal["before", "last_year", "season", "past"] | None = None
    limit: Real = Field(gt=0)
    least: Real = Field(default=1, gt=0)
    cause: CauseKind | None = None


def load_quality_rules(folder: Traversable | None = None) -> Mapping[str, QualityRule]:
    """The rules of a methodology folder (`Methodology.folder`), or of the package (read once a process), by id.

    Raises:
        MethodologyError: with every problem of the file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> Mapping[str, QualityRule]:
    return keyed_entries(folder, FILE, QualityRule, lambda entry: entry.rule)
