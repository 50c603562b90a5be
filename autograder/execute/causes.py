"""Why a submission's process was lost, and whether Python still is what it was in it."""

from __future__ import annotations

import secrets

from autograder.execute.session import Lost, Session
from autograder.execute.values import ENDED, MEMORY, PROCESSES, TIME, UNREADABLE, Trouble
from autograder.sandbox.ring import Limits

BUSY = 0.5  # of the time that a cell had: who computed for so long was not kept waiting by others


def cause_of(lost: Lost, session: Session, limits: Limits) -> Trouble:
    """End a lost process, and say of what it had too much."""
    why, _ = session.post_mortem()
    over = {
        "memory": (MEMORY, f"used more than {limits.memory_bytes // 1_000_000:,} MB of memory"),
        "processes": (PROCESSES, f"started more than {limits.processes} processes"),
        "time": (TIME, f"computed for more than {limits.cpu_seconds} seconds"),
    }
    if why in over:
        code, words = over[why]
        return Trouble(code, f"This cell was stopped: it {words}.")
    if lost.cause == "late":
        text, seconds = (
            f"after {session.seconds} seconds without coming to an end.",
            session.seconds,
        )
        if session.total is not None and session.total.is_over:
            seconds = limits.submission_seconds
            text = f"when the {seconds} seconds for the whole notebook were over."
        idle = session.computed < BUSY * seconds
        return Trouble(TIME, f"This cell was stopped {text}", idle)
    if lost.cause == "nonsense":
        return Trouble(UNREADABLE, "This cell sent what no notebook can show.")
    return Trouble(ENDED, "This cell ended the process it ran in.")


def is_tampered(session: Session) -> bool:
    """Whether a check that must fail passes: then nothing that passes there says anything."""
    token = secrets.token_hex(8)
    checks = (f"assert 1 == 2, {token!r}", f"assert [3] == [4] or {token!r} == 0, {token!r}")
    for text in checks:
        reply, _ = session.ask("cell", code=text, id=None, silent=True)
        outputs = reply.get("outputs")
        outputs = outputs if isinstance(outputs, list) else []
        errors = [out for out in outputs if isinstance(out, dict)]
        if not any(
            out.get("ename") == "AssertionError" and out.get("evalue") == token for out in errors
        ):
            return True
    return False
