"""Who is meant: particulars of companies as they were known at an instant, and finding a company by what users type."""

from cnesg.companies.finding import CompanyFinder, find_company
from cnesg.companies.listings import listings_as_of, relations_as_of, universe
from cnesg.companies.particulars import companies_as_of, names_as_of

__all__ = [
    "CompanyFinder",
    "companies_as_of",
    "find_company",
    "listings_as_of",
    "names_as_of",
    "relations_as_of",
    "universe",
]
