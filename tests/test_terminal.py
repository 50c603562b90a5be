"""What the command says is lost on no terminal, whatever letters that one knows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.cli import terminal


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("✓ complete", "latin-1", b"+ complete"),
        ("Zoë — 20 → 30 × 2 …", "latin-1", b"Zo\xeb - 20 -> 30 \xd7 2 ..."),
        ("Zoë, Łukasz, Dvořák", "ascii", b"Zoe, ?ukasz, Dvorak"),
        ("“so” ‘it’ 日本 🎉", "ascii", b"\"so\" 'it' ?? ?"),
        ("✓ as it is", "utf-8", "✓ as it is".encode()),
    ],
)
def test_what_an_encoding_lacks_is_written_plainly(text: str, encoding: str, shown: bytes) -> None:
    """A sign of the same meaning, a letter without its accent, or a question mark."""
    assert text.encode(encoding, errors=terminal.NAME) == shown


def test_only_writing_is_made_plain() -> None:
    """What cannot be read stays an error."""
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("ascii", errors=terminal.NAME)


@pytest.mark.parametrize(
    "settings",
    [{"PYTHONIOENCODING": "latin-1"}, {"LC_ALL": "POSIX"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}],
)
@pytest.mark.parametrize("words", [["--help"], ["doctor", "--help"], ["status", "--course", "ü"]])
def test_the_command_speaks_on_any_terminal(
    settings: dict[str, str], words: list[str], tmp_path: Path
) -> None:
    """Never a traceback for want of a letter."""
    done = subprocess.run(
        [sys.executable, "-m", "autograder", *words],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, **settings},
    )

    assert b"Traceback" not in done.stderr
    assert done.returncode == (1 if "ü" in words else 0)
    assert done.stdout or done.stderr
