"""What goes wrong because of something a user did or met."""


class UserError(Exception):
    """One Chinese sentence: what, where, and what to do next.

    Every error a user can cause ends as one of these; the window shows ``str(error)`` and the
    command line prints it and exits with 2.
    """
