"""One photo in the gallery: its picture, its caption, where and how wide it is printed."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from courtdesk.models.passage import words
from courtdesk.models.sheet import FactSheet, Photo
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.choice_box import ChoiceBox
from courtdesk.ui.look.elided_label import ElidedLabel
from courtdesk.ui.look.theme import STEP
from courtdesk.ui.passage.passage_editor import PassageEditor
from courtdesk.ui.photos.thumbnails import Thumbnails
from courtdesk.ui.workspace import Workspace

THUMB = QSize(160, 108)  # px
SHORT = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
COLUMNS = ("占一栏", "占两栏", "占三栏", "占四栏", "占五栏")


class PhotoLine(QWidget):
    """Its signals ask the gallery for what needs a dialog; the rest it edits itself."""

    crop_asked = Signal(str)  # the photo's id
    picture_asked = Signal(str)
    removal_asked = Signal(str)

    def __init__(self, space: Workspace, photo: Photo, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.space, self.photo, self.thumbnails = space, photo, thumbnails
        self.thumb = plain_label("", "tag")
        self.thumb.setFixedSize(THUMB)
        self.thumb.setAlignment(Qt.AlignmentFlag.AlignCenter)
        path = f"photos.{photo.id}.caption"
        self.caption = PassageEditor(space, path, f"图说：{photo.name}", "图片说明")
        self.place = ChoiceBox()
        self.place.setMaximumWidth(200)
        self.place.setMinimumContentsLength(5)  # narrow where the page is, its list is not
        self.place.setSizeAdjustPolicy(SHORT)
        self.place.activated.connect(self._move)
        self.columns = ChoiceBox()
        self.columns.setToolTip(boxes.tip("报纸版面上占几栏宽"))
        self.columns.addItems(COLUMNS)
        self.columns.activated.connect(self._widen)
        self.name = ElidedLabel("", "secondary")
        self.crop = _button("裁剪…", lambda: self.crop_asked.emit(self.photo.id))
        self.change = _button("", lambda: self.picture_asked.emit(self.photo.id))
        self.remove = _button("移除", lambda: self.removal_asked.emit(self.photo.id))
        self._drawn: object = None
        self._known: object = None
        self._lay_out()

    def paint(self, photo: Photo, sheet: FactSheet) -> None:
        """Follow the photo; its picture is drawn anew when another part of it is shown."""
        self.photo = photo
        self.caption.paint(sheet)
        self._offer(places(sheet))
        self.columns.setCurrentIndex(photo.columns - 1)
        self.name.say(photo.name)
        self.place.setAccessibleName(f"照片的位置：{photo.name}")
        self.columns.setAccessibleName(f"照片的宽度：{photo.name}")
        self.change.setText("换照片…" if photo.sha256 else "选择照片…")
        self.crop.setVisible(bool(photo.sha256))
        for widget in (self.place, self.columns, self.crop, self.change, self.remove):
            widget.setEnabled(not self.space.read_only)
        if (drawn := (photo.sha256, photo.crop)) != self._drawn:
            self._drawn = drawn
            if photo.sha256:
                self.thumbnails.ask(photo, THUMB * self.devicePixelRatioF())
            else:
                self.thumb.setText("待补照片")

    def _lay_out(self) -> None:
        line = boxes.row(self, STEP * 4)
        line.addWidget(self.thumb, 0, Qt.AlignmentFlag.AlignTop)
        side = boxes.column(gap=STEP * 2)
        side.addWidget(self.caption)
        foot = boxes.row(gap=STEP * 2)
        foot.addWidget(self.place, 4)
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

    def _offer(self, known: tuple[tuple[str, str], ...]) -> None:
        """Offer the places of the article, and the photo's own when it is none of them."""
        after = self.photo.after
        if after not in [place for _, place in known]:
            known = (("在原来的位置", after), *known)
        if known != self._known:
            self._known = known
            self.place.clear()
            for words, place in known:
                self.place.addItem(words, place)
        self.place.setCurrentIndex([place for _, place in known].index(after))

    def _move(self) -> None:
        after = str(self.place.currentData())
        if after != self.photo.after:
            fresh = self.photo.replaced(after=after, paragraph=0)
            self.space.edit(f"photos.{self.photo.id}", fresh, "照片的位置")

    def _widen(self, number: int) -> None:
        self.space.edit(f"photos.{self.photo.id}.columns", number + 1, "照片的宽度")


def _button(words: str, pressed: object) -> QPushButton:
    button = QPushButton(words)
    button.clicked.connect(pressed)
    return button


def places(sheet: FactSheet) -> tuple[tuple[str, str], ...]:
    """Where a photo may stand: words for each place, and what `Photo.after` then is."""
    items = [item for section, item in sheet.outline.items() if section and sheet.passage(item.id)]
    return (
        ("在导语之后", ""),
        *((f"在“{words(item.heading, sheet)}”之后", f"passages.{item.id}.text") for item in items),
        ("在结尾之后", "head.closing"),
    )
