"""Fitting of the classifiers of news on labelled rows, with scikit-learn (the extra `[training]`), loaded only here."""
