"""A print queue of the test's own: CUPS itself on a socket in a folder, with one printer."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

CUPSD = shutil.which("cupsd", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin")))
"""The program, None where CUPS is not installed; .ci/run installs it."""

NAME = "court"
_OPEN = "Order allow,deny\nAllow all"
_SERVER = f"""LogLevel warn
Listen {{sock}}
Browsing Off
WebInterface No
PreserveJobHistory Yes
PreserveJobFiles Yes
<Location />
{_OPEN}
</Location>
<Policy default>
<Limit All>
{_OPEN}
</Limit>
</Policy>
"""
_FILES = """ServerRoot {etc}
ServerBin {usr}/lib/cups
DataDir {usr}/share/cups
CacheDir {var}/cache
StateDir {var}/state
RequestRoot {spool}
ErrorLog {var}/error_log
AccessLog {var}/access_log
PageLog {var}/page_log
FileDevice Yes
SystemGroup root
"""
_PRINTERS = f"""<DefaultPrinter {NAME}>
Info {NAME}
DeviceURI file:///dev/null
State Idle
Accepting Yes
Shared No
</DefaultPrinter>
"""
_PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "COURT.PPD"
*Manufacturer: "Court"
*Product: "(Court)"
*ModelName: "Court"
*ShortNickName: "Court"
*NickName: "Court"
*PSVersion: "(3010) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*FileSystem: False
*cupsFilter2: "application/pdf application/pdf 0 -"
*OpenUI *PageSize/Size: PickOne
*DefaultPageSize: A4
*PageSize A4/A4: ""
*PageSize A3/A3: ""
*CloseUI: *PageSize
*OpenUI *PageRegion/Size: PickOne
*DefaultPageRegion: A4
*PageRegion A4/A4: ""
*PageRegion A3/A3: ""
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "0 0 595 842"
*ImageableArea A3/A3: "0 0 842 1191"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*PaperDimension A3/A3: "842 1191"
*OpenUI *Duplex/Duplex: PickOne
*DefaultDuplex: None
*Duplex None/Off: ""
*Duplex DuplexNoTumble/Long: ""
*Duplex DuplexTumble/Short: ""
*CloseUI: *Duplex
*DefaultFont: Courier
"""


class Queue(NamedTuple):
    """Where programs find it (``CUPS_SERVER``), and where it keeps what it was given."""

    server: Path
    spool: Path

    def job(self) -> tuple[bytes, bytes]:
        """Return the first job's attributes as IPP has them, and its document."""
        (attributes,) = self.spool.glob("c00001*")
        return attributes.read_bytes(), (self.spool / "d00001-001").read_bytes()


def number(attributes: bytes, name: str) -> int:
    """Read a number among a job's attributes."""
    at = attributes.index(name.encode() + b"\x00\x04") + len(name) + 2
    return int.from_bytes(attributes[at : at + 4], "big")


@contextmanager
def queue(folder: Path) -> Iterator[Queue]:
    """Run CUPS on a queue of its own; ``folder`` must have a short name, for it holds a socket."""
    assert CUPSD is not None
    etc, var, spool, sock = (folder / name for name in ("etc", "var", "spool", "sock"))
    for made in (etc / "ppd", var / "cache", var / "state", spool / "tmp"):
        made.mkdir(parents=True)
    usr = Path(CUPSD).resolve().parent.parent
    for name, words in (
        ("cupsd.conf", _SERVER.format(sock=sock)),
        ("cups-files.conf", _FILES.format(etc=etc, usr=usr, var=var, spool=spool)),
        ("printers.conf", _PRINTERS),
        (f"ppd/{NAME}.ppd", _PPD),
    ):
        (etc / name).write_text(words, encoding="ascii")
    command = [CUPSD, "-f", "-c", str(etc / "cupsd.conf"), "-s", str(etc / "cups-files.conf")]
    with (folder / "said").open("wb") as said:
        daemon = subprocess.Popen(command, stdout=said, stderr=said)
    try:
        until = time.monotonic() + 20
        while not sock.exists():
            assert daemon.poll() is None and time.monotonic() < until, "CUPS did not start"
            time.sleep(0.05)
        yield Queue(sock, spool)
    finally:
        daemon.terminate()
        daemon.wait()
