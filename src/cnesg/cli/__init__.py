"""The command line `cnesg`."""

import os

# Polars gives memory back after half a second and takes it again page by page, which costs more than reading tables.
# Whatever the user has set goes before. Here, as its allocator looks once, when it is loaded.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:10000")

from cnesg.cli.app import main

__all__ = ["main"]
