"""The manual and the lines about the program."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from courtdesk import __version__, resources
from courtdesk.ui.tasks import warn


def show_manual(window: QWidget) -> None:
    """Open the manual in the program the system shows web pages with."""
    try:
        manual = resources.path("manual", "手册.html")
    except FileNotFoundError:
        warn(window, "手册不在程序文件夹里，请重新安装程序。")
        return
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(manual))):
        warn(window, f"没有找到能打开手册的浏览器，手册在 {manual}，请用浏览器打开。")


def show_about(window: QWidget) -> None:
    """Say what the program is and under which licences it comes."""
    text = (
        f"courtdesk {__version__}\n县级法院年度数据与稿件工作台\n\n"
        "MIT 许可。字体与图标各有许可，见程序文件夹中的 THIRD_PARTY_NOTICES.md。"
    )
    warn(window, text, "关于")
