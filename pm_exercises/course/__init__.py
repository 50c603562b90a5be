"""The course panel: who is working, what is done, what comes next, and a portfolio to keep.

It reads the answers folder and never changes an answer. Every function returns something that
shows itself in a notebook and prints as plain text anywhere else.
"""

from pm_exercises.course.portfolio_page import portfolio
from pm_exercises.course.start_panel import start
from pm_exercises.course.status_panel import status
from pm_exercises.course.welcome_panel import welcome

__all__ = ["portfolio", "start", "status", "welcome"]
