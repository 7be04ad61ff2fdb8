"""What is served: version, methodology, position of the log."""

from fastapi import APIRouter
from pydantic import BaseModel

from cnesg import __version__
from cnesg.web.visiting import Opened, Reader

router = APIRouter(tags=["about"])


class About(BaseModel):
    """What is served."""

    version: str
    methodology_version: str
    position: int


@router.get("/about")
def about(visitor: Reader, workspace: Opened) -> About:  # noqa: ARG001 - who asks must be a reader
    """Version of the program and of the methodology, and the position of the log."""
    return About(
        version=__version__,
        methodology_version=workspace.methodology.versions.methodology,
        position=workspace.store.position,
    )
