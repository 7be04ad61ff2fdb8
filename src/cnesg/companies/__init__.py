"""Who is meant: particulars of companies as they were known at an instant, and finding a company by what users type."""

from cnesg.companies.particulars import companies_as_of, find_company

__all__ = ["companies_as_of", "find_company"]
