"""The article's photos with their captions; pictures are read off the window's thread."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayoutItem,
    QPushButton,
)

from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet, Photo
from courtdesk.models.value import element
from courtdesk.ui import boxes
from courtdesk.ui.boxes import plain_label
from courtdesk.ui.elided_label import ElidedLabel
from courtdesk.ui.passage_editor import PassageEditor
from courtdesk.ui.tasks import Task, run
from courtdesk.ui.theme import STEP
from courtdesk.ui.workspace import Workspace

Kept = tuple[str, str]  # a picture's name and SHA-256
THUMB = QSize(160, 108)  # px
KINDS = "图片 (*.jpg *.jpeg *.png *.bmp *.webp *.tif *.tiff)"


class Gallery(QFrame):
    """A line a photo: its thumbnail, its caption, and the way to remove it."""

    _scaled = Signal(str, QImage)  # the photo's id

    def __init__(self, space: Workspace) -> None:
        super().__init__()
        self.setObjectName("card")
        self.space = space
        self.shelf = boxes.column(self, STEP * 3, (STEP * 4, STEP * 3, STEP * 4, STEP * 4))
        self.refusal = plain_label("", "refusal")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        self.captions: list[PassageEditor] = []
        self._thumbs: dict[str, QLabel] = {}
        self._shown: object = None
        self._scaled.connect(self._draw)

    def paint(self, sheet: FactSheet) -> None:
        """Show the sheet's photos; lines are made anew when photos came, went or moved."""
        shown = tuple((p.id, p.sha256, p.after) for p in sheet.photos), _places(sheet)
        if shown != self._shown:
            self._shown = shown
            self._build(sheet)
        for caption in self.captions:
            caption.paint(sheet)

    def _build(self, sheet: FactSheet) -> None:
        while entry := self.shelf.takeAt(0):
            _discard(entry)
        self.captions, self._thumbs = [], {}
        line = boxes.row(gap=STEP * 2)
        line.addWidget(plain_label("照片", "heading"))
        line.addStretch(1)
        add = QPushButton("添加照片…")
        add.clicked.connect(self._choose)
        add.setEnabled(not self.space.read_only)
        line.addWidget(add)
        self.shelf.addLayout(line)
        self.shelf.addWidget(self.refusal)
        if not sheet.photos:
            self.shelf.addWidget(plain_label("还没有照片。可以把图片拖到这里。", "secondary"))
        for photo in sheet.photos:
            self.shelf.addLayout(self._line(photo, sheet))

    def _line(self, photo: Photo, sheet: FactSheet) -> QHBoxLayout:
        line = boxes.row(gap=STEP * 4)
        thumb = plain_label("", "tag")
        thumb.setFixedSize(THUMB)
        thumb.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._thumbs[photo.id] = thumb
        if photo.sha256:
            self._ask(photo)
        else:
            thumb.setText("待补照片")
        line.addWidget(thumb, 0, Qt.AlignmentFlag.AlignTop)
        side = boxes.column(gap=STEP * 2)
        caption = PassageEditor(
            self.space, f"photos.{photo.id}.caption", f"图说：{photo.name}", "图片说明"
        )
        self.captions.append(caption)
        side.addWidget(caption)
        change = QPushButton("换照片…" if photo.sha256 else "选择照片…")
        change.setEnabled(not self.space.read_only)
        change.clicked.connect(lambda: self._choose_for(photo.id))
        remove = QPushButton("移除")
        remove.setEnabled(not self.space.read_only)
        remove.clicked.connect(lambda: self._remove(photo.id))
        foot = boxes.row(gap=STEP * 2)
        foot.addWidget(self._place_of(photo, sheet))
        foot.addWidget(ElidedLabel(photo.name, "secondary"), 1)
        foot.addWidget(change)
        foot.addWidget(remove)
        side.addLayout(foot)
        side.addStretch(1)
        line.addLayout(side, 1)
        return line

    def _place_of(self, photo: Photo, sheet: FactSheet) -> QComboBox:
        """Where the photo stands in the article, to be changed."""
        box = QComboBox()
        box.setAccessibleName(f"照片的位置：{photo.name}")
        places = _places(sheet)
        if photo.after not in [after for _, after in places]:
            places = (("在原来的位置", photo.after), *places)
        for words, after in places:
            box.addItem(words, after)
        box.setCurrentIndex(box.findData(photo.after))
        box.setMaximumWidth(240)
        box.setEnabled(not self.space.read_only)
        box.activated.connect(lambda _: self._move(photo.id, str(box.currentData())))
        return box

    def _move(self, id: str, after: str) -> None:
        photo = element(self.space.sheet.photos, id)
        if after != photo.after:
            fresh = photo.replaced(after=after, paragraph=0)
            self.space.edit(f"photos.{id}", fresh, "照片的位置")

    def _ask(self, photo: Photo) -> None:
        """Have the picture decoded and scaled on the writer's thread."""
        size = THUMB * self.devicePixelRatioF()

        def scaled(future: Future[QImage]) -> None:
            image = QImage() if future.cancelled() or future.exception() else future.result()
            self._scaled.emit(photo.id, image)

        small = self.space.writer.call(lambda d: _small(d.blob(photo.sha256), size))
        small.add_done_callback(scaled)

    def _draw(self, id: str, image: QImage) -> None:
        thumb = self._thumbs.get(id)
        if thumb is None:
            return
        if image.isNull():
            thumb.setText("图片无法显示")
            return
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        thumb.setPixmap(pixmap)

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "添加照片", str(self.space.folder), KINDS)
        self.add_photos([Path(n) for n in names])

    def _choose_for(self, id: str) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选择照片", str(self.space.folder), KINDS)
        self.give_picture(id, [Path(name)] if name else [])

    def add_photos(self, paths: list[Path]) -> None:
        """Keep pictures in the document and show them; one that cannot be read is said."""
        self._keep("添加照片", paths, self._add)

    def give_picture(self, id: str, paths: list[Path]) -> None:
        """Keep a picture and let the photo of this id show it; its caption and place stay."""
        self._keep("选择照片", paths, lambda kept: self._give(id, kept))

    def _keep(self, title: str, paths: list[Path], take: Callable[[list[Kept]], None]) -> None:
        """Read pictures off the window's thread and keep them, then let them be taken."""
        if not paths:
            return

        def work(task: Task) -> tuple[list[Kept], list[str]]:
            from courtdesk.publish.picture_files import read_picture

            kept: list[Kept] = []
            refusals = []
            for number, path in enumerate(paths):
                task.progress(f"正在读取 {path.name}", number, len(paths))
                try:
                    kept.append((path.name, self.space.attach(read_picture(path), path.name)))
                except UserError as error:
                    refusals.append(str(error))
            return kept, refusals

        def taken(found: tuple[list[Kept], list[str]]) -> None:
            kept, refusals = found
            self.refusal.setText("\n".join(refusals))
            self.refusal.setVisible(bool(refusals))
            if kept:
                take(kept)

        run(self, title, work, taken)

    def _add(self, kept: list[Kept]) -> None:
        photos = self.space.sheet.photos
        for name, sha256 in kept:
            photos += (Photo(id=_free(photos), name=name, sha256=sha256),)
        self.space.edit("photos", photos, "添加照片")

    def _give(self, id: str, kept: list[Kept]) -> None:
        name, sha256 = kept[0]
        photo = element(self.space.sheet.photos, id).replaced(name=name, sha256=sha256)
        self.space.edit(f"photos.{id}", photo, "选择照片")

    def _remove(self, id: str) -> None:
        rest = tuple(p for p in self.space.sheet.photos if p.id != id)
        self.space.edit("photos", rest, "移除照片")


def _small(data: bytes, size: QSize) -> QImage:
    """Return the picture upright, as it will be printed, and no larger than ``size``."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    whole, room = reader.size(), size * 2
    if whole.width() > room.width() and whole.height() > room.height():
        # a JPEG is decoded small in a fraction of the time
        ways = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        reader.setScaledSize(whole.scaled(room, ways))
    return reader.read().scaled(
        size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def _places(sheet: FactSheet) -> tuple[tuple[str, str], ...]:
    """Where a photo may stand: words for each place, and what `Photo.after` then is."""
    items = [item for section, item in sheet.outline.items() if section and sheet.passage(item.id)]
    return (
        ("在导语之后", ""),
        *((f"在“{item.heading}”之后", f"passages.{item.id}.text") for item in items),
        ("在结尾之后", "head.closing"),
    )


def _free(photos: tuple[Photo, ...]) -> str:
    taken = {p.id for p in photos}
    return next(f"p{n}" for n in range(1, len(taken) + 2) if f"p{n}" not in taken)


def _discard(entry: QLayoutItem) -> None:
    widget = entry.widget()
    layout = entry.layout()
    if widget is not None and widget.property("role") != "refusal":
        widget.deleteLater()
    elif layout is not None:
        while inner := layout.takeAt(0):
            _discard(inner)
