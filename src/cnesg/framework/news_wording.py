"""The wording by which news is read: standing of events, roles and names (`methodology/sentiment`)."""

from importlib.resources.abc import Traversable

from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Definition, Sourced, Whole
from cnesg.framework.yaml_files import mapping_file, of_folder

FOLDER = "sentiment"


class NewsWords(Definition):
    """Words by language, in the form in which text is compared."""

    zh: tuple[str, ...]
    en: tuple[str, ...]


class Denied(Definition):
    """What says that an event is not so: before it, right before it, behind it; and what only looks so."""

    before: NewsWords
    spanning: NewsWords
    near: NewsWords
    after: NewsWords
    never: NewsWords
    reach: Whole = Field(ge=1)


class Rumoured(Definition):
    """What says that nobody stands up for an event."""

    before: NewsWords
    after: NewsWords


class Hypothetical(Definition):
    """What says that an event would or could be, or only advises; `condition` holds for the rest of the sentence."""

    before: NewsWords
    advice: NewsWords
    after: NewsWords
    condition: NewsWords


class Historic(Definition):
    """What tells an event as background, what ends that, and how many years before the text's own are background."""

    before: NewsWords
    now: NewsWords
    years: Whole = Field(ge=1)


class Planned(Definition):
    """What says that an event is meant to come: before it, right before it, or right behind the company's name."""

    before: NewsWords
    close: NewsWords
    behind_name: NewsWords


class StandingWords(Sourced):
    """The whole of `standing.yaml`."""

    denied: Denied
    rumoured: Rumoured
    hypothetical: Hypothetical
    historic: Historic
    planned: Planned
    planned_counts: tuple[str, ...]


class DoneWords(Definition):
    """What one company does to another.

    Attributes:
        acts: what is done, between both names.
        opens: right before the name of whom it is done to, where the act stands behind.
        behind: acts that stand there.
        by: right before the name of whoever does it.
    """

    acts: NewsWords
    opens: NewsWords
    behind: NewsWords
    by: NewsWords


class RoleWords(Sourced):
    """The whole of `roles.yaml`."""

    speaks: NewsWords
    beside: NewsWords
    compared: NewsWords
    patient: NewsWords
    other_side: NewsWords
    befalls: NewsWords
    joins: NewsWords
    stands_for: NewsWords
    bystanders: NewsWords
    done: DoneWords


class NameWords(Sourced):
    """The whole of `names.yaml`."""

    common: NewsWords
    own: NewsWords
    behind: NewsWords
    ahead: NewsWords
    begins_after: NewsWords
    control: float = Field(ge=0, le=100)
    longest_text: Whole = Field(ge=1000)


class NewsWording(Definition):
    """How news is read."""

    standing: StandingWords
    roles: RoleWords
    names: NameWords


def load_news_wording(folder: Traversable | None = None) -> NewsWording:
    """The wording of a methodology folder, or of the package (read once a process).

    Raises:
        MethodologyError: every problem of every file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> NewsWording:
    found: dict[str, object] = {}
    problems: list[Problem] = []
    for name, shape in NewsWording.model_fields.items():
        assert isinstance(shape.annotation, type)
        found[name], wrong = mapping_file(folder, f"{FOLDER}/{name}.yaml", shape.annotation)
        problems += wrong
    if problems:
        raise MethodologyError(*problems)
    return NewsWording.model_construct(**found)  # type: ignore[arg-type]
