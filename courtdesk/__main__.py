"""Starts courtdesk: ``python -m courtdesk``."""

import gc
import sys


def main() -> int:
    """Run the command line; without a command, the window."""
    gc.set_threshold(200_000)  # modules are made to stay: nothing is found by looking
    from courtdesk.cli import run

    code = run(sys.argv[1:])
    gc.freeze()  # nor at the end, when all goes at once
    return code


if __name__ == "__main__":
    sys.exit(main())
