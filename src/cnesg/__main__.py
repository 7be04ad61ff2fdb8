"""`python -m cnesg`: the command line, where its script is not on the path."""

from cnesg.cli import main

main()
