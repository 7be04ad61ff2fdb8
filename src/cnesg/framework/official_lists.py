"""Official lists and registers that can be imported, read from `methodology/official-lists.yaml`."""

from collections.abc import Mapping
from importlib.resources.abc import Traversable

from pydantic import Field

from cnesg.framework.definitions.base import Name, Sourced, Whole
from cnesg.framework.yaml_files import keyed_entries, of_folder

FILE = "official-lists.yaml"


class OfficialList(Sourced):
    """A list that an authority publishes, or a list of signatories.

    Attributes:
        list: its key.
        name: what it is called.
        issuer: who publishes it.
        data_point: which data point an entry of national or international level answers.
        counts: the metric whose value is the number of entries of a year (penalties).
        of_group: whether entries of subsidiaries are counted for the companies that control them.
        years: how long an entry holds where no row says so.
    """

    list: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    name: Name
    issuer: Name
    data_point: str | None = None
    counts: str | None = None
    of_group: bool = False
    years: Whole | None = Field(default=None, ge=1, le=20)


def load_official_lists(folder: Traversable | None = None) -> Mapping[str, OfficialList]:
    """The lists of a methodology folder (`Methodology.folder`), or of the package (read once a process), by key.

    Raises:
        MethodologyError: with every problem of the file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> Mapping[str, OfficialList]:
    return keyed_entries(folder, FILE, OfficialList, lambda entry: entry.list)
