"""Chooses the part of a photo that is printed; the photo itself stays whole in the document."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QPushButton, QWidget

from courtdesk.models.sheet import Crop
from courtdesk.publish.pictures import WHOLE, Pixels
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.theme import STEP
from courtdesk.ui.photos.crop_view import CropView
from courtdesk.ui.photos.framing import FULL
from courtdesk.ui.photos.thumbnails import image_of

DPI = 300  # of good print; a newspaper is content with 200
SHAPES = (
    ("任意比例", 0, 0),
    ("原图比例", -1, -1),
    *(("3 : 2", 3, 2), ("4 : 3", 4, 3), ("16 : 9", 16, 9), ("1 : 1", 1, 1)),
    *(("3 : 4", 3, 4), ("2 : 3", 2, 3)),
)
HINT = "拖边框、四角或框内；方向键移动，Shift＋方向键改变大小，按住 Ctrl 微调。"


class CropDialog(QDialog):
    """The picture with its frame; ``crop`` is what was chosen when it is accepted."""

    def __init__(self, parent: QWidget, name: str, shown: Pixels, crop: Crop) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"裁剪照片 · {name}")
        self.resize(820, 600)
        self._shown = shown
        self.view = CropView(image_of(shown), crop)
        self.view.changed.connect(self._tell)
        self.size_line = plain_label("", "secondary")
        self.shapes = QComboBox()
        self.shapes.setAccessibleName("裁剪比例")
        for words, *_ in SHAPES:
            self.shapes.addItem(words)
        self.shapes.activated.connect(self._shape)
        self.whole = QPushButton("恢复整张")
        self.whole.clicked.connect(self._restore)
        leave = QPushButton("取消")
        leave.clicked.connect(self.reject)
        self.done_button = QPushButton("裁剪")
        self.done_button.setProperty("primary", True)
        self.done_button.setDefault(True)
        self.done_button.clicked.connect(self.accept)
        column = boxes.column(self, STEP * 3, (STEP * 5, STEP * 4, STEP * 5, STEP * 4))
        column.addWidget(plain_label(HINT, "secondary"))
        column.addWidget(self.view, 1)
        foot = boxes.row(gap=STEP * 2)
        foot.addWidget(self.shapes)
        foot.addWidget(self.size_line, 1)
        for button in (self.whole, leave, self.done_button):
            foot.addWidget(button)
        column.addLayout(foot)
        self.view.setFocus()
        self._tell(crop)

    @property
    def crop(self) -> Crop:
        """The part that is framed."""
        return self.view.crop

    def _tell(self, crop: Crop) -> None:
        """Say how large the part is, in px and in print."""
        wide = max((crop.right - crop.left) * self._shown.across // FULL, 1)
        tall = max((crop.bottom - crop.top) * self._shown.down // FULL, 1)
        printed = round(wide * 25.4 / DPI)
        self.size_line.setText(f"{wide} × {tall} 像素，印成 {printed} 毫米宽以内是清晰的")
        self.whole.setEnabled(crop != WHOLE)

    def _shape(self, number: int) -> None:
        _, wide, tall = SHAPES[number]
        if wide < 0:
            self.view.set_shape(1.0)  # as many thousandths across as down
        else:
            own = self._shown.down / self._shown.across
            self.view.set_shape(wide / tall * own if tall else None)

    def _restore(self) -> None:
        self.shapes.setCurrentIndex(0)
        self.view.set_shape(None)
        self.view.show_crop(WHOLE)
