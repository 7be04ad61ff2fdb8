"""Troubles of the database of decisions, told in words by whichever statement meets them."""

from sqlalchemy import Engine, ExceptionContext, event

from cnesg.errors import StoreError

_REFUSING = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")
"""What SQLite says where the disk does not do what it should; the file itself is sound."""


def tell_in_words(engine: Engine) -> None:
    """Let an engine raise a `StoreError` where the disk refuses or a server is lost; other errors stay as they are.

    A server that is lost while it answers to COMMIT may have done it: the message says that this is not known.
    """
    event.listen(engine, "handle_error", _tell)


def _tell(context: ExceptionContext) -> None:
    error = context.original_exception
    if context.dialect.name == "sqlite":
        if str(getattr(error, "sqlite_errorname", "")).startswith(_REFUSING):
            raise StoreError.of("verification.refused", what=error)
    elif not context.is_pre_ping and (context.is_disconnect or context.connection is None):
        raise StoreError.of("verification.server_lost", what=str(error).partition("\n")[0])
