"""What users do, in terms of the stages: the only layer that knows both the store and the stages."""

from cnesg.pipeline.workspace import Workspace

__all__ = ["Workspace"]
