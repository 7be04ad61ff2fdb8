"""Write made-up reports and their truth: python -m tests.extraction.synthetic DIR [--seeds 3] [--only SCENE].

DIR/reports gets the PDFs, DIR/gold a folder of labels for each and `split.csv`, so that
`benchmarks/extraction_accuracy.py --reports DIR/reports --gold DIR/gold` measures on them.
"""

import argparse
from pathlib import Path

from tests.extraction.synthetic.reports import SCENES, write_all


def main() -> None:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=3, help="how many of each scene and language")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--only", choices=sorted(SCENES))
    args = parser.parse_args()
    scenes = [args.only] if args.only else sorted(SCENES)
    seeds = range(args.first, args.first + args.seeds)
    print(len(write_all(args.folder, scenes, seeds)), "reports")  # noqa: T201 - what the command is for


if __name__ == "__main__":
    main()
