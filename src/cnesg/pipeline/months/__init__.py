"""A history of runs, one a month, in which what is unchanged is not computed anew."""
