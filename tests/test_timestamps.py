"""When work was handed in, from the file that nbgrader, or somebody else, wrote."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.submission import handed_in_at


def test_no_file_no_time(tmp_path: Path) -> None:
    """A submission that was copied by hand does not say when."""
    assert handed_in_at(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-02-02 15:58:23.948203 UTC", 15),
        ("2026-02-02 15:58:23.948203 UTC\n", 15),
        ("2026-02-02 15:58:23 UTC", 15),
        ("2026-02-02 15:58:23", 15),
        ("2026-02-02 15:58:23 Europe/Paris", 14),
        ("2026-02-02 15:58:23 CET", 14),
        ("2026-02-02 15:58:23 EST", 20),
        ("2026-02-02 15:58:23 XYZ", 15),
        ("2026-02-02T15:58:23+01:00", 14),
        ("2026-02-02 15:58:23 +0100", 14),
        ("\ufeff2026-02-02 15:58:23 UTC", 15),
    ],
)
def test_timestamps_as_nbgrader_writes_them(tmp_path: Path, text: str, hour: int) -> None:
    """All come out in UTC; a zone that nobody knows counts as UTC, as in nbgrader."""
    (tmp_path / "timestamp.txt").write_text(text, encoding="utf-8")

    stamp = handed_in_at(tmp_path)

    assert stamp is not None
    assert stamp.replace(microsecond=0) == datetime(2026, 2, 2, hour, 58, 23, tzinfo=UTC)
    assert stamp.utcoffset() is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "0001-01-01 00:00:00 Asia/Tokyo",
        "9" * 400,
        "1 2 ../../etc/passwd",
        "2026-02-02 15:58:23 Nowhere/City",
    ],
)
def test_what_is_no_date_is_no_date(tmp_path: Path, text: str) -> None:
    """Nobody is late, or early, by a broken file."""
    (tmp_path / "timestamp.txt").write_text(text, encoding="utf-8")

    assert handed_in_at(tmp_path) is None


@given(st.text(max_size=60) | st.from_regex(r"[0-9:. TZ+\-a-zA-Z/]{0,40}", fullmatch=True))
@settings(deadline=None)
def test_no_timestamp_breaks_anything(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """A learner may write into that file, too."""
    folder = tmp_path_factory.mktemp("ps")
    (folder / "timestamp.txt").write_bytes(text.encode("utf-8", errors="surrogatepass"))

    stamp = handed_in_at(folder)

    assert stamp is None or stamp.tzinfo is UTC
