"""Answer files of other schemas: an older one is migrated, a newer one is left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pm_exercises.answers import SCHEMA, Try, answer_path, load, save
from tests.boards import ITEM
from tests.test_answers import raw


@pytest.mark.parametrize("schema", [{"schema": 1}, {}])
def test_an_older_schema_is_migrated(tmp_path: Path, schema: dict[str, int]) -> None:
    """A file of schema 1 opens with all it held, and the next save writes it as schema 2."""
    path = answer_path(ITEM, tmp_path)
    old = {"exercise": ITEM, "student": "ada", "checks": 2, "hint": 3, "confidence": 4}
    path.write_text(json.dumps({**schema, **old, "answer": {"bins": {"c1": "a"}}}))

    found = load(ITEM, tmp_path)

    assert found.notice == ""
    assert found.record is not None
    assert found.record.tries == [Try(confidence=4)]
    assert (found.record.checks, found.record.hint) == (2, 3)
    assert found.record.answer == {"bins": {"c1": "a"}}
    save(found.record, tmp_path)
    written = json.loads(path.read_bytes())
    assert written["schema"] == SCHEMA == 2
    assert "confidence" not in written


def test_a_newer_schema_is_left_alone(tmp_path: Path) -> None:
    """A file of a newer version stays where it is; the way out is to update."""
    path = answer_path(ITEM, tmp_path)
    path.write_bytes(raw(schema=SCHEMA + 1, answer={"new": "shape"}))
    before = path.read_bytes()

    found = load(ITEM, tmp_path)

    assert found.record is None
    assert not found.writable
    assert "Update the course package" in found.notice
    assert path.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1
