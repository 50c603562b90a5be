"""Bring a submitted notebook back to the form that can be graded, and say what was mended.

Grading keys on a cell's grade_id, never on its position. A cell that lost its name is found again,
copies and parts become one, what was merged is taken apart, locked cells get the instructor's text,
deleted ones return, and all named cells stand in the instructor's order. No learner's text is
thrown away, and none of it ever stands in a locked cell.
"""

from autograder.sanitize.repair import Sanitized, sanitize

__all__ = ["Sanitized", "sanitize"]
