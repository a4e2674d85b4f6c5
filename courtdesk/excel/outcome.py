"""How reading a stranger's file can end, other than well."""

import re
from enum import Enum

from courtdesk.models.errors import UserError

_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LONGEST = 80  # characters of a file's name in a sentence


class Outcome(Enum):
    """The fifteen ends, each with what to say: what, where, and what to do next."""

    EMPTY = "“{name}”是空文件：请向提供者重新索取"
    NOT_A_SPREADSHEET = "“{name}”不是表格文件：请用 WPS 或 Excel 另存为 .xlsx 再导入"
    PROSE = "“{name}”是一段文字，不是表格：要导入数据请选表格，要从稿件认数请用“从稿件新建”"
    ENCRYPTED = "“{name}”设有密码：请取消密码后再导入"
    TRUNCATED = "“{name}”不完整，后面缺了一截：请重新复制，或向提供者重新索取"
    CORRUPT = "“{name}”已损坏：请用 WPS 打开后另存为 .xlsx，或向提供者重新索取"
    UNSAFE_XML = "“{name}”含有不安全的内容：请用 WPS 打开后另存为 .xlsx 再导入"
    TOO_BIG = "“{name}”过大：请删去图片、空行和无关的工作表，另存后再导入"
    UNSUPPORTED = "“{name}”的格式不能直接读取：请用 WPS 或 Excel 另存为 .xlsx 再导入"
    TIME_OUT = "“{name}”读取用时过长：请只保留有数据的工作表，另存后再导入"
    NO_TABLE = "“{name}”里没有填写任何内容：请确认是不是这份文件，或向提供者重新索取"
    LOCKED = "“{name}”正被其他程序占用：请关闭打开它的程序后再导入"
    DENIED = "“{name}”没有读取权限：请把它复制到自己的文件夹后再导入"
    GONE = "找不到“{name}”：请确认它没有被移走、改名，存放它的磁盘仍然接好"
    INTERNAL = "“{name}”没有读成，是程序内部出错：请重试，或用 WPS 另存为 .xlsx 再导入"


class ReadError(UserError):
    """A file that was not read, and which of the fifteen ends it met."""

    def __init__(self, outcome: Outcome, name: str) -> None:
        plain = _HIDDEN.sub("□", name) or "所选位置"  # "." and "/" have no name
        if len(plain) > _LONGEST:
            plain = f"{plain[: _LONGEST - 20]}…{plain[-19:]}"
        super().__init__(outcome.value.format(name=plain))
        self.outcome = outcome


class Refusal(Exception):
    """Raised in the child process, which does not know the file's name."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.name)
        self.outcome = outcome
