"""`python -m autograder`: the same command as `bootcamp`."""

from autograder.cli import main

main()
