"""Names the person at this machine."""

import getpass


def who() -> str:
    """Return the name under which this person's changes are kept."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a machine without user names
        return "本机用户"
