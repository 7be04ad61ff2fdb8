"""cnesg: open, traceable, replayable ESG scores for the Chinese market.

The public surface is the command line (`cnesg --help`) and the functions named in `__all__`. They are loaded when
first used, so that `import cnesg` stays fast.
"""

from importlib import import_module
from typing import Any

__version__: str

_PUBLIC = {
    "extract_quantities": "cnesg.extraction.quantities",
    "extract_statements": "cnesg.disclosure",
    "read_document": "cnesg.text",
    "load_methodology": "cnesg.framework",
    "Workspace": "cnesg.pipeline",
}

__all__ = ["Workspace", "__version__", "extract_quantities", "extract_statements", "load_methodology", "read_document"]


def __getattr__(name: str) -> Any:
    """Import a public name from its home when it is first asked for."""
    if name == "__version__":
        return import_module("importlib.metadata").version("cnesg")
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module 'cnesg' has no attribute {name!r}")
