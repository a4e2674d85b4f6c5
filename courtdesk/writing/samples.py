"""The samples that come with the program: a TOML file each, in samples/, with their pictures."""

import hashlib
import tomllib
from typing import Any

from courtdesk import resources
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Figure, Passage, Photo, State, fitted
from courtdesk.writing.outlines import load_outline

Sample = tuple[FactSheet, dict[str, bytes]]


def load_sample(name: str) -> Sample:
    """Return the sample of this file name (without .toml), and its pictures by their SHA-256.

    Raises FileNotFoundError, a fault of the installation and never of the user.
    """
    data = tomllib.loads(resources.sample(f"{name}.toml").read_text(encoding="utf-8"))
    outline = load_outline(data.pop("outline"))
    blobs: dict[str, bytes] = {}
    photos = tuple(_photo(entry, blobs) for entry in data.pop("photos", ()))
    passages = tuple(Passage(id=id, text=text) for id, text in data.pop("passages").items())
    figures = tuple(
        _figure(id, outline.indicator(id).unit, entry) for id, entry in data.pop("figures").items()
    )
    sheet = FactSheet.model_validate(
        {**data, "outline": outline, "figures": figures, "passages": passages, "photos": photos}
    )
    return fitted(sheet), blobs


def _figure(id: str, unit: str, entry: dict[str, str]) -> Figure:
    """Read one line; a figure is 已核 unless the line says otherwise."""
    read = {
        key: Quantity.parse(entry[key], unit)
        for key in ("printed", "exact", "previous")
        if key in entry
    }
    state = State(entry.get("state", State.CHECKED))
    return Figure(id=id, state=state, note=entry.get("note", ""), **read)


def _photo(entry: dict[str, Any], blobs: dict[str, bytes]) -> Photo:
    content = resources.sample("photos", entry.pop("file")).read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    blobs[sha256] = content
    return Photo(sha256=sha256, **entry)
