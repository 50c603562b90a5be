"""Decide what a submission earned, in a process that never runs a learner's code."""

from autograder.verify.author import problems_of
from autograder.verify.judge import CheckJudge
from autograder.verify.names import CourseNames
from autograder.verify.scores import borrowed, unanswered, verify

__all__ = ["CheckJudge", "CourseNames", "borrowed", "problems_of", "unanswered", "verify"]
