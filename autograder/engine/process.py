"""Start an engine's process: first of all its sandbox, which takes longest to get ready."""

from __future__ import annotations

import contextlib
import gc
import signal
import socket
import sys

from autograder.engine.line import EngineDied, receive, send
from autograder.errors import BootcampError, Stopped
from autograder.postponed import leave_out_slow_formats


def stop(*_: object) -> None:
    """End here, and in the grader that is forked: each puts away what it has half done."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough
    raise Stopped


def main() -> None:
    """Serve the other end of the descriptor in the first argument."""
    leave_out_slow_formats()
    gc.set_threshold(50_000, 20, 20)  # modules are no garbage, and a grader ends soon
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the driver's to handle
    signal.signal(signal.SIGTERM, stop)
    line = socket.socket(fileno=int(sys.argv[1]))
    with contextlib.suppress(EngineDied, Stopped):
        imports, isolated = receive(line)
        from autograder.sandbox import linux
        from autograder.sandbox.ring import Sandbox

        if sys.platform == "linux":
            linux.die_with_parent()
        sandbox = None
        if imports is not None:
            with contextlib.suppress(BootcampError):  # comes again, and is said, with a submission
                sandbox = Sandbox(imports, isolated=isolated)
        from autograder.engine.server import Server, bring

        server = Server(line, sandbox, isolated=isolated)
        send(line, None)
        bring(imports or ())  # while the driver looks up what there is to do
        server.loop()


if __name__ == "__main__":
    main()
