"""What an engine gives: the files of one form."""

from collections.abc import Mapping
from typing import NamedTuple

Files = Mapping[str, bytes]
"""The bytes of files by their names below the folder, ``charts/01-结案率.svg``."""


class Made(NamedTuple):
    """The files of one form, and what a reader of the manifest should know of them."""

    files: Files
    notes: tuple[str, ...] = ()
