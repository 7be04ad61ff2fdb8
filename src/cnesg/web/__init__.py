"""The workbench and the REST API (extra `cnesg[web]`): `cnesg serve`.

A page is a module of `pages`, an endpoint of the API a module of `api`; both hold a router and call `pipeline` only.
"""
