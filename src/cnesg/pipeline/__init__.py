"""What users do, in terms of the stages: the only layer that knows both the store and the stages."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cnesg.pipeline.workspace import Workspace

__all__ = ["Workspace"]


def __getattr__(name: str) -> Any:
    """Import the workspace, and with it the store, when first asked for: processes that read reports need none."""
    if name == "Workspace":
        from cnesg.pipeline.workspace import Workspace

        return Workspace
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
