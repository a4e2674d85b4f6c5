"""The commands that put a sheet into an archive, and take one out of it."""

from argparse import Namespace

from courtdesk.cli.terminal import say


def archive(options: Namespace) -> int:
    """Write the file's archive; a file that cannot be read whole has none."""
    from courtdesk.cli.fresh import new_path
    from courtdesk.store import Damaged, Document
    from courtdesk.who import who

    to = new_path(options.to, ".zip")
    document = Document.open(options.file, who())
    try:
        if document.lost:
            raise Damaged(document.read_only)
        document.write_archive(to)
    finally:
        document.close()
    say(to)
    return 0


def restore(options: Namespace) -> int:
    """Make a new file of an archive, with its history and pictures."""
    from courtdesk.cli.fresh import new_path, publish
    from courtdesk.store import Document
    from courtdesk.who import who

    to = new_path(options.file)
    publish(Document.from_archive(options.archive, who()), to)
    say(to)
    return 0
