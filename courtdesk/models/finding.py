"""What a check found."""

from courtdesk.models.outline import Severity
from courtdesk.models.value import Value


class Finding(Value):
    """One remark on the sheet.

    ``path`` addresses the place to go to; ``recomputed``, ``low`` and ``high`` are the value that
    follows from the other figures and its bounds, as printed text (empty where there is none).
    ``values`` is what the figures said, so that a given reason lapses when they change.
    """

    path: str
    severity: Severity
    rule: str
    message: str
    recomputed: str = ""
    low: str = ""
    high: str = ""
    values: str = ""
    reason: str = ""  # the kept explanation; such a finding no longer counts
