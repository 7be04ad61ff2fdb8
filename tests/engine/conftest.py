"""Real clusters on this machine: Ray with two nodes, and Spark's local-cluster of two executors (`make test-full`)."""

import importlib
import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cnesg.engine import Engine
from cnesg.engine.settings import RaySettings, SparkSettings

PATHS = os.pathsep.join([str(Path(__file__).resolve().parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])])
"""What workers must find besides installed packages: the functions of the tests."""


@pytest.fixture(scope="session")
def ray_cluster() -> Iterator[Any]:
    """A cluster of two nodes with one processor each; `.address`, `.add_node`, `.remove_node`."""
    pytest.importorskip("ray")
    cluster_utils: Any = importlib.import_module("ray.cluster_utils")

    kept = os.environ.get("PYTHONPATH")
    os.environ |= {"PYTHONPATH": PATHS, "RAY_DEDUP_LOGS": "0", "RAY_worker_niceness": "0"}
    node: dict[str, Any] = {"num_cpus": 1, "object_store_memory": 100_000_000}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = cluster_utils.Cluster(initialize_head=True, head_node_args={**node, "include_dashboard": False})
        made.add_node(**node)
        yield made
        made.shutdown()
    os.environ.pop("PYTHONPATH")
    if kept is not None:
        os.environ["PYTHONPATH"] = kept


@pytest.fixture(scope="session")
def ray_engine(ray_cluster: Any) -> Iterator[Engine]:
    """On `ray_cluster`; a task may bring two workers down."""
    from cnesg.engine.ray_engine import RayEngine

    made = RayEngine(RaySettings(address=ray_cluster.address, attempts=2))
    yield made
    made.close()


@pytest.fixture(scope="session")
def spark_engine() -> Iterator[Engine]:
    """On two executors with one core each."""
    pytest.importorskip("pyspark")
    from cnesg.engine.spark_engine import SparkEngine

    config = {"spark.executorEnv.PYTHONPATH": PATHS, "spark.executorEnv.PYTHONHASHSEED": "0"}
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = SparkEngine(SparkSettings(master="local-cluster[2,1,1024]", slots=2, attempts=2, config=config))
    yield made
    made.close()


@pytest.fixture(params=["ray", pytest.param("spark", marks=pytest.mark.full)])
def remote(request: pytest.FixtureRequest) -> Engine:
    """Each engine whose work is done by other machines, on a cluster of its own."""
    made: Engine = request.getfixturevalue(f"{request.param}_engine")
    return made
