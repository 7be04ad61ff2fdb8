"""Trained classifiers of news: linear models over n-grams of several views of a text, applied with NumPy and SciPy.

`views` counts n-grams, `masks` hides whom a question is about, `ngram_model` sums weights; each question has a module
of its own on top of them. Fitting is the affair of `cnesg.sentiment.training`.
"""
