"""The metric vocabulary: what facts can be about. Larger than what scoring uses."""

from typing import Literal

from pydantic import Field

from cnesg.framework.definitions.base import Definition, Name


class Metric(Definition):
    """A quantity that reports state, `electricity`."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: Name
    definition: Name
    dimension: Literal["E", "S", "G"]
    unit: str
    period: Literal["flow", "stock"] = "flow"
