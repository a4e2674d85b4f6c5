"""The command line. Every command but the window and ``snapshot`` works without Qt."""

import os
import sys
from collections.abc import Sequence

from courtdesk.cli.options import COMMANDS, parsed
from courtdesk.cli.terminal import complain
from courtdesk.models.errors import UserError

BAD_INPUT = 2
CANCELLED = 130  # as shells say it


def run(arguments: Sequence[str]) -> int:
    """Carry out a command; return the exit code: 0 done, 1 an 错误 stands, 2 bad input."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = _carried_out(list(arguments))
        sys.stdout.flush()
        return code
    except UserError as error:
        return _refused(str(error))
    except KeyboardInterrupt:
        print("已取消。", file=sys.stderr)
        return CANCELLED
    except BrokenPipeError:  # the reader has seen enough; Python flushes once more at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _refused(f"读写时磁盘出错（代码{error.errno}），没有完成，请检查磁盘后再试。")


def _carried_out(arguments: list[str]) -> int:
    from courtdesk.cli import commands

    if arguments and arguments[0] in COMMANDS:
        return commands.carry_out(arguments[0], parsed(arguments[0], arguments[1:]))
    return commands.window(parsed("", arguments))


def _refused(sentence: str) -> int:
    complain(sentence)
    return BAD_INPUT
