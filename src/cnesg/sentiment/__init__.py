"""News to events to sentiment: whom a text is about, what befell them, which story it belongs to, and what that scores.

The data's path, each step a module or a few of its own:

1. `names`, `reading`: the companies in a text, subject or bystander, and the events told of each (records of
   `cnesg.model.news`).
2. `lexicon`: words that are good or bad for a company. `models`: trained classifiers (small files without pickle) that
   reading asks; `training` fits them on labelled data.
3. `stories`: near-duplicates, reprints and the same event in other words, as items arrive.
4. `scores`: emotion x heat x attenuation, by company, dimension, Level I and mapped Level II.

Nothing here reads or writes the store.
"""
