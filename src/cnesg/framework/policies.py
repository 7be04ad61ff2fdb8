"""Chinese policies that indicators rest on, so that a reference such as `CN034` can be looked up.

The file is `methodology/policies.yaml`: names and numbers as published, nothing of their text.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.resources.abc import Traversable
from typing import Literal

from pydantic import Field

from cnesg.errors import Problem
from cnesg.framework.definitions.base import Definition, Name, Whole
from cnesg.framework.methodology import Methodology
from cnesg.framework.yaml_files import keyed_entries, of_folder

FILE = "policies.yaml"
_ID = r"^CN\d{3}$"


class Policy(Definition):
    """A law, regulation, rule or plan.

    Attributes:
        id: ours; never given again.
        name: what it is called; the English one is our translation.
        issuer: who issued it.
        number: its number as printed.
        year: the year in which it was issued.
        in_force_from: the day, where known to the day.
        status: whether it binds today.
        verified: its name was seen in public documentation; False where it comes from memory.
    """

    id: str = Field(pattern=_ID)
    name: Name
    issuer: Name
    number: str | None = Field(default=None, min_length=1)
    year: Whole | None = Field(default=None, ge=1990, le=2100)
    in_force_from: date | None = None
    status: Literal["in-force", "voluntary", "superseded", "ended"]
    verified: bool


def load_policies(folder: Traversable | None = None) -> Mapping[str, Policy]:
    """The policies of a methodology folder (`Methodology.folder`), or of the package (read once a process), by id.

    Raises:
        MethodologyError: with every problem of the file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> Mapping[str, Policy]:
    return dict(sorted(keyed_entries(folder, FILE, Policy, lambda policy: policy.id).items()))


def check_policies(policies: Mapping[str, Policy], methodology: Methodology) -> Iterator[Problem]:
    """A problem for each indicator that refers to a policy that is not listed; printed numbers may stand alone."""
    for code, indicator in methodology.level2.items():
        reference = indicator.china_specific.reference if indicator.china_specific else ""
        if re.match(_ID, reference) and reference not in policies:
            yield Problem.of("standards.unknown_policy", entry=code, policy=reference)
