"""What is served: version, methodology, position of the log."""

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from cnesg import __version__
from cnesg.web.api.problems import documented
from cnesg.web.api.tables import BEARER
from cnesg.web.visiting import Opened, Reader

router = APIRouter(tags=["about"], dependencies=[Depends(BEARER)])


class About(BaseModel):
    """What is served."""

    version: str = Field(description="of the program")
    methodology_version: str = Field(description="content hash of the methodology in use")
    position: int = Field(description="position of the log: the number of its last commit")


@router.get("/about", responses=documented())
def about(visitor: Reader, workspace: Opened) -> About:  # noqa: ARG001 - who asks must be a reader
    """Version of the program and of the methodology, and the position of the log."""
    return About(
        version=__version__,
        methodology_version=workspace.methodology.versions.methodology,
        position=workspace.store.position,
    )
