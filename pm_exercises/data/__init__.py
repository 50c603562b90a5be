"""Authored tables and texts that ship with the course."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> Any:
    """Return a data file's content, by its path without ending: "foundations/activity_cards"."""
    return json.loads(files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8"))
