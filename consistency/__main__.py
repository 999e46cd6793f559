"""`python -m consistency`: the command line, where its script is not on the path."""

from consistency.cli import main

main()
