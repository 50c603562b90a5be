"""The few Linux calls that Python 3.11 has no name for: namespaces, mounts, capabilities."""

from __future__ import annotations

import ctypes
import os
import resource
from collections.abc import Mapping

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWPID = 0x0002_0000, 0x0800_0000, 0x2000_0000
MS_NOSUID, MS_NODEV, MS_REC, MS_PRIVATE = 2, 4, 0x4000, 0x4_0000
PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS, PR_SET_PDEATHSIG = 4, 24, 38, 1
LAST_CAPABILITY = 63
CAPABILITY_VERSION_3 = 0x2008_0522

_libc = ctypes.CDLL(None, use_errno=True)


def _call(name: str, *arguments: object) -> None:
    if getattr(_libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def unshare(flags: int) -> None:
    """Give this process (or, for CLONE_NEWPID, its next child) namespaces of its own."""
    _call("unshare", flags)


def enter(descriptor: int, kind: int) -> None:
    """Go (back) into a namespace that a file of /proc/PID/ns stands for."""
    _call("setns", descriptor, kind)


def mount(source: str, target: str, kind: str, flags: int = 0, options: str = "") -> None:
    """Mount a file system."""
    _call("mount", source.encode(), target.encode(), kind.encode(), flags, options.encode())


def hide_from_debuggers() -> None:
    """Let no process of the same user look into this one's memory."""
    _call("prctl", PR_SET_DUMPABLE, 0, 0, 0, 0)


def die_with_parent() -> None:
    """Have the kernel end this process when its parent ends, however that comes."""
    _call("prctl", PR_SET_PDEATHSIG, 9, 0, 0, 0)


def drop_privileges() -> None:
    """Give up every capability for good, in this process and all it starts."""
    for capability in range(LAST_CAPABILITY + 1):
        _libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)  # fails past the last one there is
    _call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    _call("capset", ctypes.byref(header), ctypes.byref(nothing))


def address_space() -> int:
    """The bytes of memory that this process has mapped."""
    with open("/proc/self/statm", "rb") as statm:
        return int(statm.read().split()[0]) * resource.getpagesize()


def limit(limits: Mapping[int, int]) -> None:
    """Set resource limits for good: soft and hard are the same."""
    for kind, most in limits.items():
        _, hard = resource.getrlimit(kind)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))
