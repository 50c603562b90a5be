"""The files that a submission's process says it has, as far as their names can be believed."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.execute.session import Lost, Session
from autograder.notebooks import readable


def read_files(
    session: Session, under: str, most: int, known: Mapping[str, object] | None = None
) -> dict[str, bytes]:
    """Return files that stand in a submission's folder, by their path in it.

    Raises:
        Lost: the process cannot be asked.
    """
    reply, blobs = session.ask("files", under=under, most=most, known=dict(known or {}))
    names = reply.get("sent")
    if not isinstance(names, list) or len(names) != len(blobs):
        raise Lost("nonsense")
    return {name: data for name, data in zip(names, blobs, strict=True) if _is_inside(name, under)}


def _is_inside(name: object, under: str) -> bool:
    """Whether what is said to be a file's path is one, below the folder that was asked for."""
    if not isinstance(name, str) or "\0" in name or readable(name) != name:
        return False
    parts = name.split("/")
    below = under == "." or (parts[0] == under and len(parts) > 1)
    return below and all(part not in ("", ".", "..") and len(part) < 200 for part in parts)
