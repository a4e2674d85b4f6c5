"""A zip archive, checked while it is inflated: nothing its headers say is believed."""

import io
import itertools
import struct
import zipfile
import zlib
from collections.abc import Iterator

from courtdesk.excel.outcome import Outcome, Refusal
from courtdesk.excel.readers.markup import check_markup

INFLATED = 400 * 2**20  # bytes of all parts together
MARKUP = 120 * 2**20  # bytes of all XML parts together, which are held in memory
PARTS = 5_000
_CHUNK = 2**20
_LOCAL = struct.Struct("<4s22xHH")
_XML = (".xml", ".rels", ".vml", "mimetype")
_UNREAD = ("customxml/", "docprops/")  # by no reader of ours
_HEAD, _ENTRY = b"PK\x03\x04", b"PK\x01\x02"


class Archive:
    """The XML parts of an archive by name in lower case; of the others only the names."""

    def __init__(self, data: bytes) -> None:
        """Inflate and check everything. Raises Refusal."""
        self._data = data
        self.names: set[str] = set()
        self._parts: dict[str, bytes] = {}
        self._all = self._markup = 0
        ends: list[tuple[int, int]] = []
        for entry in self._entries():
            name = self._name(entry)
            start, end = self._span(entry)
            ends.append((entry.header_offset, end))
            if not entry.is_dir():
                self._take(name, entry, start, end)
        ends.sort()
        if any(a[1] > b[0] for a, b in itertools.pairwise(ends)):
            raise Refusal(Outcome.CORRUPT)  # one part's bytes serve another: a bomb

    def get(self, name: str) -> bytes | None:
        """Return an XML part, None where there is none."""
        return self._parts.get(name.lower())

    def check(self, *names: str) -> None:
        """Refuse what no XML part may hold, of those named or of all. Raises Refusal."""
        for name in names or self._parts:
            if not name.startswith(_UNREAD):
                check_markup(self._parts.get(name, b""))

    def _entries(self) -> list[zipfile.ZipInfo]:
        if self._data.count(_ENTRY) > PARTS:
            raise Refusal(Outcome.TOO_BIG)
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as archive:
                return archive.infolist()
        except Exception as error:  # zipfile lets struct.error, UnicodeDecodeError, … through
            cut = b"PK\x05\x06" not in self._data[-66_000:]
            raise Refusal(Outcome.TRUNCATED if cut else Outcome.CORRUPT) from error

    def _name(self, entry: zipfile.ZipInfo) -> str:
        name = entry.filename.replace("\\", "/").lower()
        steps = name.split("/")
        if ".." in steps or ":" in steps[0] or not name.lstrip("/"):
            raise Refusal(Outcome.UNSAFE_XML)
        name = name.lstrip("/")
        if name in self.names:
            raise Refusal(Outcome.CORRUPT)  # which of the two would a reader take?
        if not entry.is_dir():
            self.names.add(name)
        return name

    def _span(self, entry: zipfile.ZipInfo) -> tuple[int, int]:
        """Where the part's bytes begin and end."""
        if entry.flag_bits & 0x41:
            raise Refusal(Outcome.ENCRYPTED)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refusal(Outcome.UNSUPPORTED)
        head = self._data[entry.header_offset : entry.header_offset + _LOCAL.size]
        if len(head) < _LOCAL.size or not head.startswith(_HEAD):
            raise Refusal(Outcome.CORRUPT)
        _, name, extra = _LOCAL.unpack(head)
        start = entry.header_offset + _LOCAL.size + name + extra
        end = start + entry.compress_size
        if end > len(self._data):
            raise Refusal(Outcome.CORRUPT)
        return start, end

    def _take(self, name: str, entry: zipfile.ZipInfo, start: int, end: int) -> None:
        markup = name.endswith(_XML)
        kept: list[bytes] = []
        crc = 0
        try:
            for chunk in _inflated(self._data[start:end], entry.compress_type):
                self._all += len(chunk)
                self._markup += len(chunk) if markup else 0
                if self._all > INFLATED or self._markup > MARKUP:
                    raise Refusal(Outcome.TOO_BIG)
                if markup:
                    crc = zlib.crc32(chunk, crc)
                    kept.append(chunk)
        except zlib.error as error:
            if markup:  # a picture that is broken breaks no figure
                raise Refusal(Outcome.CORRUPT) from error
        if not markup:
            return
        if crc != entry.CRC:
            raise Refusal(Outcome.CORRUPT)
        self._parts[name] = kept[0] if len(kept) == 1 else b"".join(kept)


def _inflated(data: bytes, method: int) -> Iterator[bytes]:
    if method == zipfile.ZIP_STORED:
        yield data
        return
    stream = zlib.decompressobj(-15)
    while data and not stream.eof:
        yield stream.decompress(data, _CHUNK)
        data = stream.unconsumed_tail
    yield stream.flush()
