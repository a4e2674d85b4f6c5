"""One photo in the gallery: its picture, its caption, where and how wide it is printed."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from courtdesk.models.sheet import FactSheet, Photo
from courtdesk.ui import boxes
from courtdesk.ui.boxes import plain_label
from courtdesk.ui.elided_label import ElidedLabel
from courtdesk.ui.passage_editor import PassageEditor
from courtdesk.ui.theme import STEP
from courtdesk.ui.workspace import Workspace

THUMB = QSize(160, 108)  # px
COLUMNS = ("占一栏", "占两栏", "占三栏", "占四栏", "占五栏")


class PhotoLine(QWidget):
    """Its signals ask the gallery for what needs a dialog; the rest it edits itself."""

    crop_asked = Signal(str)  # the photo's id
    picture_asked = Signal(str)
    removal_asked = Signal(str)

    def __init__(self, space: Workspace, photo: Photo, sheet: FactSheet) -> None:
        super().__init__()
        self.space, self.id = space, photo.id
        self.thumb = plain_label("" if photo.sha256 else "待补照片", "tag")
        self.thumb.setFixedSize(THUMB)
        self.thumb.setAlignment(Qt.AlignmentFlag.AlignCenter)
        path = f"photos.{photo.id}.caption"
        self.caption = PassageEditor(space, path, f"图说：{photo.name}", "图片说明")
        self.place = self._places(photo, sheet)
        self.columns = self._columns(photo)
        self.name = ElidedLabel(photo.name, "secondary")
        self.crop = _button("裁剪…", lambda: self.crop_asked.emit(self.id))
        self.crop.setVisible(bool(photo.sha256))
        change = "换照片…" if photo.sha256 else "选择照片…"
        self.change = _button(change, lambda: self.picture_asked.emit(self.id))
        self.remove = _button("移除", lambda: self.removal_asked.emit(self.id))
        changeable = (self.place, self.columns, self.crop, self.change, self.remove)
        for widget in changeable:
            widget.setEnabled(not space.read_only)
        self._lay_out()

    def _lay_out(self) -> None:
        line = boxes.row(self, STEP * 4)
        line.addWidget(self.thumb, 0, Qt.AlignmentFlag.AlignTop)
        side = boxes.column(gap=STEP * 2)
        side.addWidget(self.caption)
        foot = boxes.row(gap=STEP * 2)
        foot.addWidget(self.place)
        foot.addWidget(self.columns)
        foot.addWidget(self.name, 1)
        for button in (self.crop, self.change, self.remove):
            foot.addWidget(button)
        side.addLayout(foot)
        side.addStretch(1)
        line.addLayout(side, 1)

    def draw(self, image: QImage) -> None:
        """Show the picture, or that it cannot be shown."""
        if image.isNull():
            self.thumb.setText("图片无法显示")
            return
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.thumb.setPixmap(pixmap)

    def _places(self, photo: Photo, sheet: FactSheet) -> QComboBox:
        """Where the photo stands in the article, to be changed."""
        box = QComboBox()
        box.setAccessibleName(f"照片的位置：{photo.name}")
        known = places(sheet)
        if photo.after not in [after for _, after in known]:
            known = (("在原来的位置", photo.after), *known)
        for words, after in known:
            box.addItem(words, after)
        box.setCurrentIndex(box.findData(photo.after))
        box.setMaximumWidth(200)
        box.activated.connect(lambda _: self._move(str(box.currentData())))
        return box

    def _columns(self, photo: Photo) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(f"照片的宽度：{photo.name}")
        box.setToolTip(boxes.tip("报纸版面上占几栏宽"))
        box.addItems(COLUMNS)
        box.setCurrentIndex(photo.columns - 1)
        box.activated.connect(
            lambda n: self.space.edit(f"photos.{self.id}.columns", n + 1, "照片的宽度")
        )
        return box

    def _move(self, after: str) -> None:
        photo = next(p for p in self.space.sheet.photos if p.id == self.id)
        if after != photo.after:
            fresh = photo.replaced(after=after, paragraph=0)
            self.space.edit(f"photos.{self.id}", fresh, "照片的位置")


def _button(words: str, pressed: object) -> QPushButton:
    button = QPushButton(words)
    button.clicked.connect(pressed)
    return button


def places(sheet: FactSheet) -> tuple[tuple[str, str], ...]:
    """Where a photo may stand: words for each place, and what `Photo.after` then is."""
    items = [item for section, item in sheet.outline.items() if section and sheet.passage(item.id)]
    return (
        ("在导语之后", ""),
        *((f"在“{item.heading}”之后", f"passages.{item.id}.text") for item in items),
        ("在结尾之后", "head.closing"),
    )
