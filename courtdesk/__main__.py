"""Starts courtdesk: ``python -m courtdesk``."""

import sys


def main() -> int:
    """Run the command line; without a command, the window."""
    from courtdesk.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
