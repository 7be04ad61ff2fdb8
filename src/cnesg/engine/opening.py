"""Which engine works: by its name, with its settings; a cluster's library is imported for it alone."""

from pathlib import Path

from cnesg.engine.local import LocalEngine
from cnesg.engine.port import Engine
from cnesg.engine.settings import ENGINES, EngineSettings, read_settings
from cnesg.errors import InputError


def open_engine(name: str = "local", settings: Path | None = None, jobs: int = 1) -> Engine:
    """An engine, ready to work; close it after use.

    Args:
        name: `local`, `ray` or `spark`.
        settings: a TOML file; what it does not say has its default.
        jobs: child processes of the local engine.

    Raises:
        InputError: there is no such engine, its extra is missing, its settings are wrong or its cluster is not there.
    """
    if name not in ENGINES:
        raise InputError.of("engine.unknown", name=name, names=", ".join(ENGINES))
    told = EngineSettings() if settings is None else read_settings(settings)
    if name == "local":
        return LocalEngine(jobs)
    try:
        if name == "ray":
            from cnesg.engine.ray_engine import RayEngine

            return RayEngine(told.ray)
        from cnesg.engine.spark_engine import SparkEngine

        return SparkEngine(told.spark)
    except ModuleNotFoundError as error:
        raise InputError.of("engine.not_installed", name=name) from error
