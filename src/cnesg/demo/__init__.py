"""A fictional market that we wrote: companies, what they publish with gaps and mistakes, and real PDF reports.

No company in it exists. `market` draws the tables, `write_market` writes them as files to import, `demo_reports` lists
the packaged PDFs, `stories` says what to look at.
"""

from cnesg.demo.market import DEFAULT_SEED, YEARS, DemoMarket, market, write_market
from cnesg.demo.profiles import Story, stories
from cnesg.demo.reports import DemoReport, demo_reports
from cnesg.demo.telling import Fault

__all__ = [
    "DEFAULT_SEED",
    "YEARS",
    "DemoMarket",
    "DemoReport",
    "Fault",
    "Story",
    "demo_reports",
    "market",
    "stories",
    "write_market",
]
