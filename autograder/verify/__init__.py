"""Decide what a submission earned, in a process that never runs a learner's code."""

from autograder.verify.author import problems_of
from autograder.verify.judge import CheckJudge
from autograder.verify.names import CourseNames
from autograder.verify.scores import borrowed, unanswered, verify
from autograder.verify.stops import where_it_stopped

__all__ = [
    "CheckJudge",
    "CourseNames",
    "borrowed",
    "problems_of",
    "unanswered",
    "verify",
    "where_it_stopped",
]
