"""How people check what machines read: shares, thresholds and times, read from `methodology/verification.yaml`."""

from importlib.resources.abc import Traversable

from pydantic import Field

from cnesg.errors import MethodologyError
from cnesg.framework.definitions.base import Definition, Real, SourcedNumber
from cnesg.framework.yaml_files import mapping_file, of_folder

FILE = "verification.yaml"


class Share(SourcedNumber):
    """A share, 0 to 1."""

    value: Real = Field(ge=0, le=1)


class Minutes(SourcedNumber):
    """A length of time."""

    value: Real = Field(gt=0)


class Days(SourcedNumber):
    """A number of days."""

    value: Real = Field(gt=0)


class VerificationRules(Definition):
    """The whole of `verification.yaml`.

    Attributes:
        material_weight: weight in the total score from which two people must agree on a value.
        blind_share: share of all values that a second person checks without seeing what the first said.
        planted_share: share of checked values shown once more with an error planted in them.
        same_value: two numbers are the same that differ by no more than this share of the larger one.
        warned_doubt: least doubt of a value with a warning, 0 to 1.
        lease_minutes: for how long a value stays with the person to whom it was given.
        dispute_days: within how many days a company's dispute is answered.
    """

    material_weight: Share
    blind_share: Share
    planted_share: Share
    same_value: Share
    warned_doubt: Share
    lease_minutes: Minutes
    dispute_days: Days


def load_verification_rules(folder: Traversable | None = None) -> VerificationRules:
    """The rules of checking of a methodology folder (`Methodology.folder`), or of the package (read once a process).

    Raises:
        MethodologyError: with every problem of the file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> VerificationRules:
    rules, problems = mapping_file(folder, FILE, VerificationRules)
    if rules is None:
        raise MethodologyError(*problems)
    return rules
