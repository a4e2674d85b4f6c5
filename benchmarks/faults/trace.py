"""A child's system calls on the files of one folder, seen one by one before they happen.

By ptrace, so that nothing has to be compiled; Linux on x86-64 only.
"""

import ctypes
import os
import platform
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

POSSIBLE = sys.platform == "linux" and platform.machine() == "x86_64"

_TRACEME, _SYSCALL, _SETOPTIONS, _GETREGS, _SETREGS = 0, 24, 0x4200, 12, 13
_EXITKILL, _SYSGOOD = 0x100000, 1
_STOPPED_AT_CALL = signal.SIGTRAP | 0x80
_AT_CWD = 0xFFFFFF9C
_CREATE = os.O_CREAT | os.O_TRUNC

_BY_FD = {1: "write", 18: "pwrite", 20: "writev", 74: "fsync", 75: "fsync", 77: "truncate"}
_BY_FD |= {91: "chmod", 285: "allocate"}
_BY_NAME = {2: "open", 82: "rename", 83: "mkdir", 84: "rmdir", 87: "unlink", 90: "chmod"}
_AT = {257: "open", 258: "mkdir", 263: "unlink", 264: "rename", 268: "chmod", 316: "rename"}
WRITES = frozenset(("write", "pwrite", "writev", "truncate", "allocate"))


class _Registers(ctypes.Structure):
    _names = (
        "r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs eflags rsp ss "
        "fs_base gs_base ds es fs gs"
    )
    _fields_ = [(name, ctypes.c_ulonglong) for name in _names.split()]


@dataclass(frozen=True)
class Call:
    """One call that changes something: what it does, to which path, with which data.

    ``offset`` is where data goes, or the length of a truncation; ``to`` the new name of a rename.
    Paths are absolute.
    """

    name: str
    path: str
    offset: int = 0
    data: bytes = b""
    to: str = ""


Verdict = int | None
"""What to do with a call: None lets it happen, 0 kills the child first, an errno refuses it."""


def traced(work: Callable[[], None], folder: Path, look: Callable[[Call], Verdict]) -> int:
    """Run ``work`` in a forked child and show ``look`` each call that changes ``folder``.

    A write to a pipe is shown too (its path is ``pipe``). Returns the exit code, negative for the
    signal that ended the child.
    """
    pid = os.fork()
    if not pid:
        _ptrace(_TRACEME, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    os.waitpid(pid, 0)
    _ptrace(_SETOPTIONS, pid, data=_EXITKILL | _SYSGOOD)
    return _followed(pid, str(folder), look)


def _followed(pid: int, folder: str, look: Callable[[Call], Verdict]) -> int:
    registers, entering, refused, passed_on = _Registers(), True, 0, 0
    while True:
        _ptrace(_SYSCALL, pid, data=passed_on)
        _, status = os.waitpid(pid, 0)
        if not os.WIFSTOPPED(status):
            return os.waitstatus_to_exitcode(status)
        passed_on = os.WSTOPSIG(status)
        if passed_on != _STOPPED_AT_CALL:
            continue
        passed_on = 0
        if not entering:
            entering = True
            if refused:
                _ptrace(_GETREGS, pid, data=ctypes.addressof(registers))
                registers.rax = (1 << 64) - refused
                _ptrace(_SETREGS, pid, data=ctypes.addressof(registers))
                refused = 0
            continue
        entering = False
        _ptrace(_GETREGS, pid, data=ctypes.addressof(registers))
        call = _call(pid, registers)
        if call is None or not (call.path == "pipe" or call.path.startswith(folder)):
            continue
        verdict = look(call)
        if verdict == 0:
            os.kill(pid, signal.SIGKILL)
            _, status = os.waitpid(pid, 0)
            return os.waitstatus_to_exitcode(status)
        if verdict:
            refused = verdict
            registers.orig_rax = (1 << 64) - 1  # no such call: the kernel does nothing
            _ptrace(_SETREGS, pid, data=ctypes.addressof(registers))


def _call(pid: int, r: _Registers) -> Call | None:
    number = r.orig_rax
    if number in _BY_FD:
        return _on_handle(pid, _BY_FD[number], r)
    if number in _BY_NAME:
        name, path = _BY_NAME[number], _absolute(pid, _AT_CWD, r.rdi)
        to = _absolute(pid, _AT_CWD, r.rsi) if name == "rename" else ""
        flags = r.rsi
    elif number in _AT:
        name, path = _AT[number], _absolute(pid, r.rdi, r.rsi)
        to = _absolute(pid, r.rdx, r.r10) if name == "rename" else ""
        flags = r.rdx
        if name == "unlink" and flags & 0x200:  # AT_REMOVEDIR
            name = "rmdir"
    else:
        return None
    if name == "open":
        if not flags & _CREATE or (os.path.exists(path) and not flags & os.O_TRUNC):
            return None
        name = "create"
    return Call(name, path, to=to)


def _on_handle(pid: int, name: str, r: _Registers) -> Call | None:
    try:
        path = os.readlink(f"/proc/{pid}/fd/{r.rdi}")
    except OSError:
        return None
    if path.startswith("pipe:"):
        return Call(name, "pipe", data=_memory(pid, r.rsi, r.rdx)) if name == "write" else None
    path = path.removesuffix(" (deleted)")
    match name:
        case "write":
            return Call(name, path, _position(pid, r.rdi), _memory(pid, r.rsi, r.rdx))
        case "pwrite":
            return Call(name, path, r.r10, _memory(pid, r.rsi, r.rdx))
        case "truncate":
            return Call(name, path, r.rsi)
        case _:
            return Call(name, path)


def _position(pid: int, handle: int) -> int:
    with open(f"/proc/{pid}/fdinfo/{handle}", encoding="ascii") as lines:
        return int(next(line for line in lines if line.startswith("pos")).split()[1])


def _absolute(pid: int, handle: int, address: int) -> str:
    name = os.fsdecode(_memory(pid, address, 4096).partition(b"\0")[0])
    if name.startswith("/"):
        return name
    base = "cwd" if handle & 0xFFFFFFFF == _AT_CWD else f"fd/{handle}"
    return os.path.join(os.readlink(f"/proc/{pid}/{base}"), name)


def _memory(pid: int, address: int, length: int) -> bytes:
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        memory.seek(address)
        try:
            return memory.read(length)
        except OSError:  # a name near the end of what is mapped
            memory.seek(address)
            return memory.read(min(length, 4096 - address % 4096))


def _ptrace(request: int, pid: int, data: int = 0) -> None:
    if _LIBC.ptrace(request, pid, None, data) < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


_LIBC = ctypes.CDLL(None, use_errno=True)
_LIBC.ptrace.restype = ctypes.c_long
_LIBC.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
