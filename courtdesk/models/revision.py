"""Which state of a document something was made from."""

from datetime import datetime

from courtdesk.models.value import Value


class Revision(Value):
    """The number of the last edit, when it was made, and the hash that ends the audit chain."""

    number: int
    when: datetime
    head: str
