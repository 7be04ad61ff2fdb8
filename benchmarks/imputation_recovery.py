"""How well hidden figures are recovered, by method and by who hides, on made-up markets.

    python -m benchmarks.imputation_recovery [--companies N] [--markets N] [--by-point]

Prints for each pattern of hiding and each method the number of estimates, the coverage of their intervals, the median
relative error, bias, the share that flatters the company, and the median relative width of the interval.
"""

import argparse

import polars as pl
from tests.imputation.panels import industries_by_revenue, panel
from tests.imputation.recovery import METHODS, PATTERNS, figures, recovered

from cnesg.framework import load_methodology


def main() -> int:
    """Make the markets, hide, estimate, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--companies", type=int, default=1000)
    parser.add_argument("--markets", type=int, default=3, help="seeds 1 to N")
    parser.add_argument("--by-point", action="store_true", help="by data point too")
    args = parser.parse_args()
    methodology = load_methodology()
    industries = industries_by_revenue(methodology, 4)
    for pattern in PATTERNS:
        estimates = pl.concat(
            recovered(panel(args.companies, industries, seed), pattern, methodology, seed)
            for seed in range(1, args.markets + 1)
        )
        rows = {row["method"]: row for row in figures(estimates, ["method"]).iter_rows(named=True)}
        print(f"\n{pattern}\n| method | estimates | coverage | error | bias | flattered | width |")
        print("|---|---|---|---|---|---|---|")
        for method in METHODS:
            if method in rows:
                row = rows[method]
                numbers = " | ".join(f"{row[name]:.3f}" for name in ("coverage", "error", "bias", "flattered", "width"))
                print(f"| {method} | {row['estimates']} | {numbers} |")
        if args.by_point:
            with pl.Config(tbl_rows=-1):
                print(figures(estimates, ["method", "data_point"]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
