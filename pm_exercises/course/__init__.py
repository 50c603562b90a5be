"""The course panel: who is working, what is done, what comes next, and a portfolio to keep.

It reads the answers folder and never changes an answer. Every function returns something that
shows itself in a notebook and prints as plain text anywhere else.
"""

from pm_exercises.course.portfolio import portfolio
from pm_exercises.course.start import start
from pm_exercises.course.status import status

__all__ = ["portfolio", "start", "status"]
