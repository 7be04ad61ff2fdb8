"""What readers of a market look at: its companies, one company, its history, its news, and the methodology behind.

Pages and the REST API show the same views. Nothing here writes; what a run gave never changes, so what is made from it
is kept by the run's id.
"""
