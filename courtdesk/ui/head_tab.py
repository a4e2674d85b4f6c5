"""The article's head, closing paragraph and photos."""

import io
from pathlib import Path

from PIL import Image, UnidentifiedImageError
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPixmap
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayoutItem,
    QPushButton,
)

from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet, Photo
from courtdesk.ui import boxes
from courtdesk.ui.boxes import plain_label
from courtdesk.ui.fields import TextField
from courtdesk.ui.passage_editor import PassageEditor
from courtdesk.ui.section_tab import Page
from courtdesk.ui.theme import STEP
from courtdesk.ui.workspace import Workspace

LARGEST = 40 * 1024 * 1024  # bytes of one picture
PARTS = (
    ("kicker", "引题", "主题上方的一行，如“某某法院五个‘聚力’谱新篇”", True),
    ("title", "主题", "最大的标题，两句之间空一格", True),
    ("subtitle", "副题", "可以不填", True),
    ("byline", "署名", "□ 本报记者 某某 通讯员 某某 文/图", True),
    ("closing", "结尾", "面向来年的最后一段", False),
)


class HeadTab(Page):
    """The last tab: everything that stands around the sections."""

    def __init__(self, space: Workspace) -> None:
        super().__init__(space)
        self.head.addWidget(plain_label("稿件版式", "title"))
        self.card = boxes.named(QFrame(), "card")
        grid = QGridLayout(self.card)
        grid.setContentsMargins(STEP * 4, STEP * 4, STEP * 4, STEP * 4)
        grid.setHorizontalSpacing(STEP * 4)
        grid.setVerticalSpacing(STEP * 3)
        self.parts = []
        for row, (name, label, hint, one_line) in enumerate(PARTS):
            caption = plain_label(label, "secondary")
            editor = PassageEditor(space, f"head.{name}", label, hint, one_line)
            caption.setBuddy(editor)
            grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(editor, row, 1)
            self.parts.append(editor)
        self.end_mark = TextField(space, "head.end_mark", "文末标记")
        self.end_mark.setMaxLength(4)
        self.end_mark.setFixedWidth(72)
        grid.addWidget(plain_label("文末标记", "secondary"), len(PARTS), 0)
        grid.addWidget(self.end_mark, len(PARTS), 1)
        self.column.addWidget(self.card)
        self.gallery = boxes.named(QFrame(), "card")
        self.shelf = boxes.column(self.gallery, STEP * 3, (STEP * 4, STEP * 3, STEP * 4, STEP * 4))
        self.refusal = plain_label("", "refusal")
        self.refusal.hide()
        self.column.addWidget(self.gallery)
        self.column.addStretch(1)
        self.setAcceptDrops(True)
        self._photos: tuple[str, ...] | None = None
        self.captions: list[PassageEditor] = []
        self.paint(space.sheet)

    def paint(self, sheet: FactSheet) -> None:
        super().paint(sheet)
        for editor in self.parts:
            editor.paint(sheet)
        self.end_mark.paint(sheet)
        ids = tuple(p.id + p.sha256 for p in sheet.photos)
        if ids != self._photos:
            self._photos = ids
            self._build_gallery(sheet)
        for caption in self.captions:
            caption.paint(sheet)

    def show_path(self, path: str) -> bool:
        for widget in (*self.parts, self.end_mark, *self.captions):
            if widget.objectName() == path:
                self._reveal(widget)
                return True
        return False

    def _build_gallery(self, sheet: FactSheet) -> None:
        while entry := self.shelf.takeAt(0):
            _discard(entry)
        self.captions = []
        line = QHBoxLayout()
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
            self.shelf.addLayout(self._photo_line(photo))

    def _photo_line(self, photo: Photo) -> QHBoxLayout:
        line = boxes.row(gap=STEP * 4)
        thumb = plain_label("", "tag")
        thumb.setFixedSize(160, 108)
        thumb.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # decoded after the page has been painted: a large picture must not hold it up
        QTimer.singleShot(0, thumb, lambda: self._draw(thumb, photo))
        line.addWidget(thumb, 0, Qt.AlignmentFlag.AlignTop)
        side = boxes.column(gap=STEP * 2)
        caption = PassageEditor(
            self.space, f"photos.{photo.id}.caption", f"图说：{photo.name}", "图片说明"
        )
        self.captions.append(caption)
        side.addWidget(caption)
        remove = QPushButton("移除")
        remove.setEnabled(not self.space.read_only)
        remove.clicked.connect(lambda: self._remove(photo.id))
        foot = QHBoxLayout()
        foot.addWidget(plain_label(photo.name, "secondary"))
        foot.addStretch(1)
        foot.addWidget(remove)
        side.addLayout(foot)
        side.addStretch(1)
        line.addLayout(side, 1)
        return line

    def _draw(self, thumb: QLabel, photo: Photo) -> None:
        try:
            image = QImage.fromData(self.space.blob(photo.sha256))
        except (UserError, KeyError):
            image = QImage()
        if image.isNull():
            thumb.setText("图片无法显示")
            return
        ratio = self.devicePixelRatioF()
        scaled = QPixmap.fromImage(image).scaled(
            int(160 * ratio),
            int(108 * ratio),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        scaled.setDevicePixelRatio(ratio)
        thumb.setPixmap(scaled)

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, "添加照片", "", "图片 (*.jpg *.jpeg *.png *.bmp *.webp *.tif *.tiff)"
        )
        self.add_photos([Path(n) for n in names])

    def add_photos(self, paths: list[Path]) -> None:
        """Keep pictures in the document and show them; one that cannot be read is said."""
        refusals = []
        photos = list(self.space.sheet.photos)
        for path in paths:
            try:
                data = read_picture(path)
                sha = self.space.attach(data, path.name)
                photos.append(Photo(id=_free(photos), name=path.name, sha256=sha))
            except UserError as error:
                refusals.append(str(error))
        self.refusal.setText("\n".join(refusals))
        self.refusal.setVisible(bool(refusals))
        if len(photos) > len(self.space.sheet.photos):
            self.space.edit("photos", tuple(photos), "添加照片")

    def _remove(self, id: str) -> None:
        rest = tuple(p for p in self.space.sheet.photos if p.id != id)
        self.space.edit("photos", rest, "移除照片")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not self.space.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add_photos([Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()])


def read_picture(path: Path) -> bytes:
    """Return the bytes of a picture file; raises UserError when it is none."""
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(f"图片“{path.name}”超过 40 MB，请先缩小再添加。")
        data = path.read_bytes()
        with Image.open(io.BytesIO(data)) as image:
            image.verify()
    except OSError as error:
        if isinstance(error, UnidentifiedImageError):
            raise UserError(f"“{path.name}”不是可用的图片，请选 JPG 或 PNG 文件。") from error
        raise UserError(f"图片“{path.name}”读不出来，请检查文件是否完整。") from error
    except (Image.DecompressionBombError, ValueError, SyntaxError) as error:
        raise UserError(f"图片“{path.name}”过大或已损坏，请换一张。") from error
    return data


def _free(photos: list[Photo]) -> str:
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
