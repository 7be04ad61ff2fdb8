"""Reports as they come in: which files are meant, what they hold, and how they get into a workspace.

Nothing here but `ingesting` and what works with it knows a workspace; `extracting` knows neither store nor company.
"""
