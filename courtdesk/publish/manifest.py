"""The manifest of an export: each file with its hash and the figures read back from it.

An export of some forms keeps what an older manifest says of the others, as long as the sheet is the
same and the files are still what they were; it never speaks of a file that nobody proved.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from courtdesk import __version__
from courtdesk.publish.edition import Edition
from courtdesk.publish.proof import Reading

NAME = "manifest.json"

Entry = dict[str, Any]


def entry(
    edition: Edition,
    form: str,
    name: str,
    data: bytes,
    found: Sequence[Reading],
    notes: Sequence[str],
) -> Entry:
    """Return what the manifest says of one file that was written and read back."""
    return {
        "name": name,
        "form": form,
        "bytes": len(data),
        "sha256": sha256(data).hexdigest(),
        "facts": len({r.id for r in found} & edition.sheet.outline.places.keys()),
        "figures": [r._asdict() for r in found],
        "notes": list(notes),
    }


def manifest(
    edition: Edition, entries: Iterable[Entry], against: Sequence[str], anyway: str
) -> dict[str, Any]:
    """Return the manifest of these files; ``against`` is what ``anyway`` is the reason for."""
    files = sorted(entries, key=lambda e: str(e["name"]))
    revision = edition.revision
    return {
        "program": f"courtdesk {__version__}",
        "court": edition.sheet.court,
        "period": edition.sheet.period,
        "fictional": edition.sheet.fictional,
        "revision": revision.number if revision else None,
        "date": edition.on.isoformat(),
        "head": revision.head if revision else "",
        "sheet_sha256": edition.sha256,
        "verdict": _verdict(edition, files),
        "against": list(against),
        "anyway": anyway.strip() if against else "",
        "files": files,
    }


def _verdict(edition: Edition, files: Sequence[Entry]) -> Entry:
    """Count the facts somebody delivered: how many there are, carried by a file, read equal."""
    told: dict[str, bool] = defaultdict(lambda: True)
    for figure in (f for file in files for f in file["figures"]):
        told[figure["id"]] &= figure["printed"] == figure["found"]
    facts = [i.id for i in edition.sheet.wanted if edition.sheet.figure(i.id).printed]
    carried = [id for id in facts if id in told]
    equal = sum(told[id] for id in carried)
    return {
        "facts": len(facts),
        "carried": len(carried),
        "equal": equal,
        "sound": equal == len(carried) and all(told.values()),
    }


def written(said: Mapping[str, Any]) -> bytes:
    """Return the manifest as JSON in UTF-8; the same manifest gives the same bytes."""
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def older(to: Path) -> dict[str, Any]:
    """Return the manifest that lies in a folder, an empty one when there is none to be read."""
    try:
        said = json.loads((to / NAME).read_bytes())
        sound = isinstance(said, dict) and all(
            isinstance(e["name"], str) and isinstance(e["figures"], list) for e in said["files"]
        )
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return said if sound else {}


def untouched(said: Mapping[str, Any], to: Path) -> list[Entry]:
    """Return the entries of an older manifest whose files are still the bytes it names."""
    return [e for e in said.get("files", ()) if _hash(to, e["name"]) == e.get("sha256")]


def _hash(to: Path, name: str) -> str:
    try:
        path = (to / name).resolve()
        if not path.is_relative_to(to.resolve()):
            return ""
        return sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError):
        return ""
