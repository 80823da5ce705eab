"""What a process gives up before it runs what a stranger wrote; none of it can be taken back.

Oxigraph opens connections for SERVICE and cannot be told not to, cannot be interrupted, and ends the whole
process when memory runs out. So what must not happen is made impossible by the kernel.
"""

from __future__ import annotations

import ctypes
import os
import resource
import sys
from contextlib import suppress

from api.sparql.limits import MEGABYTE

__all__ = ["confine", "cut_off_network"]

#: By how much the kernel prefers other processes, see `nice(2)`.
NICENESS = 10

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000


def confine(memory: int) -> bool:
    """Give up the network, files to write, most memory and precedence. Call it before other threads start.

    What is asked here can take as long as it may; who asks something small of the service goes first.

    Args:
        memory: How many megabytes the process may have for its own. Files that it maps, and address space
            that it reserves and does not use, do not count (`RLIMIT_DATA`): Oxigraph has much of both.

    Returns:
        Whether the kernel has cut the process off the network.
    """
    size = memory * MEGABYTE
    for limit, value in (
        (resource.RLIMIT_DATA, size),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        # A system that does not know a limit, or has a lower one already, is no reason to answer nobody.
        with suppress(OSError, ValueError):
            resource.setrlimit(limit, (value, value))
    with suppress(OSError):
        os.nice(NICENESS)
    return cut_off_network()


def cut_off_network() -> bool:
    """Put this process, which must have one thread, into a network of its own that leads nowhere.

    See `unshare(2)`; without root that takes a user namespace. Returns whether the kernel did it.
    """
    if not sys.platform.startswith("linux"):
        return False
    flags = _CLONE_NEWNET if os.geteuid() == 0 else _CLONE_NEWUSER | _CLONE_NEWNET
    return bool(ctypes.CDLL(None, use_errno=True).unshare(flags) == 0)
