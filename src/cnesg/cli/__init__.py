"""The command line `cnesg`."""

from cnesg.cli.app import main

__all__ = ["main"]
