"""Processes that grade: warm, one submission at a time, and replaceable at any moment."""

from autograder.engine.client import Engine

__all__ = ["Engine"]
