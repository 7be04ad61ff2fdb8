"""Sizes that keep the code livable: prints modules' lengths, fails above 400 lines.

Run by `make lint`; function length is ruff's business (40 statements).
"""

import statistics
import sys
from pathlib import Path

LIMIT = 400


def main() -> int:
    root = Path(__file__).resolve().parents[1]
    modules = sorted((root / "src").rglob("*.py"))
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules}
    code = [n for path, n in sizes.items() if path.name != "__init__.py"]
    tests = sum(len(p.read_text(encoding="utf-8").splitlines()) for p in (root / "tests").rglob("*.py"))
    largest = max(sizes, key=lambda path: sizes[path])
    print(  # noqa: T201 - the report is the point
        f"modules {len(code)}, lines {sum(code)}, median {statistics.median(code):.0f}, "
        f"largest {largest.relative_to(root)} {sizes[largest]}; tests {tests} lines"
    )
    too_long = [path for path, n in sizes.items() if n > LIMIT]
    for path in too_long:
        print(f"{path.relative_to(root)}: {sizes[path]} lines, the limit is {LIMIT}: split it by purpose")  # noqa: T201
    return 1 if too_long else 0


if __name__ == "__main__":
    sys.exit(main())
