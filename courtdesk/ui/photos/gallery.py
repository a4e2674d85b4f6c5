"""The article's photos with their captions; pictures are read off the window's thread."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QFrame, QPushButton

from courtdesk.models.errors import UserError
from courtdesk.models.sheet import Crop, FactSheet, Photo
from courtdesk.models.value import element
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.theme import STEP
from courtdesk.ui.photos.photo_line import PhotoLine
from courtdesk.ui.photos.thumbnails import Thumbnails
from courtdesk.ui.tasks import Task, run
from courtdesk.ui.workspace import Workspace

if TYPE_CHECKING:  # Pillow is loaded when the first photo is drawn
    from courtdesk.publish.pictures import Pixels

Kept = tuple[str, str]  # a picture's name and SHA-256
KINDS = "图片 (*.jpg *.jpeg *.png *.bmp *.webp *.tif *.tiff *.gif)"
CROPPED = 1400  # px; what the dialog shows of a photo


class Gallery(QFrame):
    """A line a photo, and the way to add one."""

    added = Signal(str)  # the path of the first new photo's caption

    def __init__(self, space: Workspace) -> None:
        super().__init__()
        self.setObjectName("card")
        self.space = space
        self.shelf = boxes.column(self, STEP * 3, (STEP * 4, STEP * 3, STEP * 4, STEP * 4))
        line = boxes.row(gap=STEP * 2)
        line.addWidget(plain_label("照片", "heading"))
        line.addStretch(1)
        self.add = QPushButton("添加照片…")
        self.add.clicked.connect(self._choose)
        line.addWidget(self.add)
        self.shelf.addLayout(line)
        self.refusal = plain_label("", "refusal")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        self.shelf.addWidget(self.refusal)
        self.empty = plain_label("还没有照片。可以把图片拖到这里。", "secondary")
        self.shelf.addWidget(self.empty)
        self.lines: dict[str, PhotoLine] = {}
        self._thumbnails = Thumbnails(space, self)
        self._thumbnails.drawn.connect(self._draw)

    def paint(self, sheet: FactSheet) -> None:
        """Show the sheet's photos; a line stays as long as its photo does, and keeps the focus."""
        self.add.setEnabled(not self.space.read_only)
        self.empty.setVisible(not sheet.photos)
        if list(self.lines) != [photo.id for photo in sheet.photos]:
            self._arrange(sheet.photos)
        for photo in sheet.photos:
            self.lines[photo.id].paint(photo, sheet)

    def _arrange(self, photos: tuple[Photo, ...]) -> None:
        """Have a line for each photo, in their order."""
        old = self.lines
        self.lines = {p.id: old.get(p.id) or self._line(p) for p in photos}
        for line in old.values():
            self.shelf.removeWidget(line)
            if line not in self.lines.values():
                line.hide()
                line.deleteLater()
        for line in self.lines.values():
            self.shelf.addWidget(line)

    def _line(self, photo: Photo) -> PhotoLine:
        line = PhotoLine(self.space, photo, self._thumbnails)
        line.crop_asked.connect(self.crop)
        line.picture_asked.connect(self._choose_for)
        line.removal_asked.connect(self._remove)
        return line

    def _draw(self, id: str, image: QImage) -> None:
        line = self.lines.get(id)
        if line is not None:
            line.draw(image)

    def crop(self, id: str) -> None:
        """Read a photo off the window's thread and let the part be chosen that is printed."""
        photo = element(self.space.sheet.photos, id)

        def work(task: Task) -> "Pixels":
            from courtdesk.publish.pictures import pixels

            task.progress(f"正在读取 {photo.name}", 0, 0)
            try:
                data = self.space.blob(photo.sha256)
            except KeyError as error:
                name = photo.name
                raise UserError(f"文件里没有保存照片“{name}”，请换一张。") from error
            return pixels(data, photo.name, CROPPED)

        def choose(shown: "Pixels") -> None:
            from courtdesk.ui.photos.crop_dialog import CropDialog

            dialog = CropDialog(self, photo.name, shown, photo.crop)
            dialog.accepted.connect(lambda: self._cropped(id, dialog.crop))
            dialog.open()

        run(self, "裁剪照片", work, choose)

    def _cropped(self, id: str, crop: Crop) -> None:
        self.space.edit(f"photos.{id}.crop", crop, "裁剪照片")

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
        first = photos[-len(kept)].id
        self.space.edit("photos", photos, "添加照片")
        self.added.emit(f"photos.{first}.caption")

    def _give(self, id: str, kept: list[Kept]) -> None:
        name, sha256 = kept[0]
        photo = element(self.space.sheet.photos, id)
        fresh = photo.replaced(name=name, sha256=sha256, crop=Crop())  # the crop was the other's
        self.space.edit(f"photos.{id}", fresh, "选择照片")

    def _remove(self, id: str) -> None:
        rest = tuple(p for p in self.space.sheet.photos if p.id != id)
        self.space.edit("photos", rest, "移除照片")


def _free(photos: tuple[Photo, ...]) -> str:
    taken = {p.id for p in photos}
    return next(f"p{n}" for n in range(1, len(taken) + 2) if f"p{n}" not in taken)
