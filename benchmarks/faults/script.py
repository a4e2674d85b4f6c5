"""What the driver types: step after step, each known from its number alone."""

from functools import cache
from hashlib import sha256
from io import BytesIO

from courtdesk.models.sheet import FactSheet, Photo
from courtdesk.models.value import written
from courtdesk.store import Document, Edit
from courtdesk.writing.samples import load_sample

IMPORTED = 14  # figures one import fills


@cache
def first() -> FactSheet:
    """The sheet every document begins with."""
    return load_sample("sheqi-2023")[0].replaced(photos=())


@cache
def picture(number: int) -> bytes:
    """A small photo, another one for every number."""
    from PIL import Image

    stream = BytesIO()
    Image.new("RGB", (320, 200), (number % 256, number // 256 % 256, 96)).save(stream, "JPEG")
    return stream.getvalue()


def after(sheet: FactSheet, number: int) -> FactSheet:
    """The sheet after one more step: mostly an edit, now and then an import or a photo."""
    if number % 11 == 5:
        id = f"p{number}"
        key = sha256(picture(number)).hexdigest()
        photo = Photo(id=id, name=f"{id}.jpg", sha256=key, caption=f"照片{number}")
        return written(sheet, "photos", (*sheet.photos[-1:], photo))
    if number % 7 == 3:
        figures = tuple(
            f.replaced(note=f"导入{number}") if n < IMPORTED else f
            for n, f in enumerate(sheet.figures)
        )
        return written(sheet, "figures", figures)
    figure = sheet.figures[number % len(sheet.figures)]
    return written(sheet, f"figures.{figure.id}.note", f"第{number}次")


def edit(number: int) -> Edit:
    """The audit row of a step."""
    return Edit(path="", before="", after=str(number), label=f"第{number}步")


def attach(document: Document, number: int) -> None:
    """Keep the photo of a step, if it brings one."""
    if number % 11 == 5:
        document.attach(picture(number), f"p{number}.jpg")


_STATES: list[FactSheet] = []


def state(revision: int) -> FactSheet:
    """The sheet as it must be at a revision; revision 0 is the first sheet."""
    if not _STATES:
        _STATES.append(first())
    while len(_STATES) <= revision:
        _STATES.append(after(_STATES[-1], len(_STATES)))
    return _STATES[revision]


def prepare(steps: int = 400) -> None:
    """Work the first steps out, so that forked drivers need not."""
    state(steps)
    for number in range(steps):
        picture(number)
