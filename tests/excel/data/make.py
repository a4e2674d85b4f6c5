"""Make the saved-by-libreoffice files again, after the workbook or its test sheet changed.

Run from the checkout: ``python -m tests.excel.data.make``. Needs LibreOffice.
"""

import subprocess
import tempfile
from pathlib import Path

from courtdesk.excel.workbook import write_workbook
from tests.excel.sheets import court_sheet

FORMATS = ("xlsx", "ods", "xls")
NAME = "saved-by-libreoffice"


def save_again(workbook: Path, format: str, folder: Path) -> Path:
    """Let LibreOffice open the workbook and save it in a format under the same stem."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={Path(profile).as_uri()}",
                "--headless",
                "--convert-to",
                format,
                "--outdir",
                str(folder),
                str(workbook),
            ],
            check=True,
            capture_output=True,
            timeout=100,
        )
    return folder / f"{workbook.stem}.{format}"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / f"{NAME}.xlsx"
        write_workbook(court_sheet(), (), source)
        for format in FORMATS:
            print(save_again(source, format, Path(__file__).parent))
