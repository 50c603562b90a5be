"""The few Linux calls that Python 3.11 has no name for: namespaces, mounts, what is given up."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import struct
from collections.abc import Mapping
from pathlib import Path

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWPID = 0x0002_0000, 0x0800_0000, 0x2000_0000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND, MS_REC = 1, 2, 4, 8, 32, 4096, 16384
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_CAPBSET_DROP = 1, 4, 22, 24
PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 36, 38
LAST_CAPABILITY = 63
CAPABILITY_VERSION_3 = 0x2008_0522
PID_LIMITS_OF_THEIR_OWN = (6, 14)  # the kernel whose process namespaces have a pid_max each

# Calls that no notebook makes, by processor: the audit's number of the processor, then of `socket`,
# then of what reaches memory that no limit counts (memfd_create, memfd_secret, shmget, msgget,
# io_uring_setup), keys that outlive a submission (add_key, request_key, keyctl), and what attacks
# on a kernel go through (bpf, perf_event_open, userfaultfd, ptrace).
CALLS = {
    "x86_64": (
        0xC000_003E,
        41,
        (319, 447, 29, 68, 425, 248, 249, 250, 321, 298, 323, 101),
    ),
    "aarch64": (
        0xC000_00B7,
        198,
        (279, 447, 194, 186, 425, 217, 218, 219, 280, 241, 282, 117),
    ),
}
FAMILIES = (1, 2, 10, 16)  # of sockets: Unix, IPv4, IPv6, netlink. Others ignore namespaces.

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


def make_read_only(place: str, flags: int) -> None:
    """Let nobody here write to what is mounted at a place; the flags it has are named again."""
    mount("", place, "", flags | MS_BIND | MS_REMOUNT | MS_RDONLY)


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


def adopt_orphans() -> None:
    """Become the parent of every process below this one that loses its own."""
    _call("prctl", PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def counts_pids_apart() -> bool:
    """Whether pid_max belongs to a process namespace; before, it was the whole machine's."""
    major, minor = (int(part) for part in platform.release().split(".")[:2])
    return (major, minor) >= PID_LIMITS_OF_THEIR_OWN


def can_forbid_calls() -> bool:
    """Whether the numbers of the kernel's calls are known for this machine's processor."""
    return platform.machine() in CALLS


def forbid_calls() -> None:
    """Refuse, for good, the kernel calls that no notebook makes."""
    if not can_forbid_calls():
        return
    processor, socket_call, forbidden = CALLS[platform.machine()]
    refuse, missing = 0x0005_0000 | errno.EPERM, 0x0005_0000 | errno.EAFNOSUPPORT
    # Instructions of the kernel's packet filter: code, jump if true, jump if not, value.
    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
    program = [(load, 0, 0, 4), (equal, 1, 0, processor), (give, 0, 0, refuse)]
    program += [(load, 0, 0, 0), (at_least, 0, 1, 0x4000_0000), (give, 0, 0, refuse)]
    for call in forbidden:
        program += [(equal, 0, 1, call), (give, 0, 0, refuse)]
    program += [(equal, 1, 0, socket_call), (give, 0, 0, 0x7FFF_0000), (load, 0, 0, 16)]
    for family in FAMILIES:
        program += [(equal, 0, 1, family), (give, 0, 0, 0x7FFF_0000)]
    program += [(give, 0, 0, missing)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *one) for one in program))
    header = ctypes.create_string_buffer(
        struct.pack("HxxxxxxQ", len(program), ctypes.addressof(code))
    )
    _call("prctl", PR_SET_SECCOMP, 2, header, 0, 0)


def address_space() -> int:
    """The bytes of memory that this process has mapped."""
    return int(Path("/proc/self/statm").read_bytes().split()[0]) * resource.getpagesize()


def limit(limits: Mapping[int, int]) -> None:
    """Set resource limits for good: soft and hard are the same."""
    for kind, most in limits.items():
        _, hard = resource.getrlimit(kind)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (least, least))
