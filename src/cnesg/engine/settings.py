"""What an engine is told: a TOML file with a table for each engine."""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cnesg.errors import InputError, Problem

EngineName = Literal["local", "ray", "spark"]
ENGINES: tuple[EngineName, ...] = get_args(EngineName)
_Count = Annotated[int, Field(ge=1)]


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RaySettings(_Settings):
    """A Ray cluster.

    Attributes:
        address: of its head (`host:port`, `auto`); None starts one on this machine for the time of the command.
        slots: tasks at once; None takes the cluster's processors, as they come and go.
        attempts: how many machines a task may bring down before it is set aside.
    """

    address: str | None = None
    slots: _Count | None = None
    attempts: _Count = 3


class SparkSettings(_Settings):
    """A Spark cluster.

    Attributes:
        master: its address (`spark://host:port`, `local[2]`, ...).
        slots: tasks at once; None takes Spark's default parallelism.
        attempts: how many machines a task may bring down before it is set aside.
        config: more of Spark's own settings.
    """

    master: str = "local[*]"
    slots: _Count | None = None
    attempts: _Count = 3
    config: dict[str, str] = Field(default_factory=dict)


class EngineSettings(_Settings):
    """What an engine may be told; what is not told is as above."""

    ray: RaySettings = Field(default_factory=RaySettings)
    spark: SparkSettings = Field(default_factory=SparkSettings)


def no_cluster(name: EngineName, address: str | None, error: Exception) -> InputError:
    """That a cluster does not answer, with the first line of what its library says."""
    what = str(error).partition("\n")[0] or type(error).__name__
    return InputError.of("engine.no_cluster", name=name, address=address, what=what)


def read_settings(path: Path) -> EngineSettings:
    """The settings in a TOML file.

    Raises:
        InputError: it can't be read, or with everything in it that is no setting.
    """
    try:
        content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise InputError.of("engine.unreadable_settings", path=path, what=error) from error
    try:
        return EngineSettings.model_validate(content)
    except ValidationError as error:
        places = [(".".join(map(str, one["loc"])), one["msg"]) for one in error.errors()]
        raise InputError(
            *(Problem.of("engine.no_setting", path=path, field=field, what=what) for field, what in places)
        ) from error
