"""Sets courtdesk up where it lies, and starts it. Standard library only; `py run.py` on Windows.

    python3 run.py              the window on the sample; without a display, the sample exported
    python3 run.py test [...]   the test suite
    python3 run.py COMMAND ...  a command of courtdesk

The set-up is done once: .venv/ready holds the lock it was made from and is written last, so an
interrupted set-up is begun again and a finished one is never checked twice.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # typing is slow to import
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
READY = os.path.join(VENV, "ready")
WHEELHOUSE = os.path.join(HERE, "wheelhouse")
LOG = os.path.join(HERE, "build", "setup.log")
WINDOWS = sys.platform == "win32"
PYTHON = os.path.join(VENV, *(("Scripts", "python.exe") if WINDOWS else ("bin", "python")))
OLDEST = (3, 11)
WHOLE = ["-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]  # the suite, on all cores
SPACE = 200 * 1000 * 1000  # bytes; with less than this free, a failure is one of space
VERSION = "%d.%d" % sys.version_info[:2]

# What Qt's wheel leaves to the system, by Debian package.
LIBRARIES = {
    "libglib2.0-0": "libgthread-2.0.so.0",
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libfontconfig1": "libfontconfig.so.1",
    "libdbus-1-3": "libdbus-1.so.3",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libcups2": "libcups.so.2",
}


class SetupError(Exception):
    """What hinders the set-up and what to do about it, in Chinese and in English."""


def say(*sentences: str) -> None:
    for sentence in sentences:
        print(sentence, file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if sys.version_info < OLDEST:
        return with_newer_python(arguments)
    testing = arguments[:1] == ["test"]
    try:
        if not is_ready(testing):
            set_up(testing)
    except SetupError as error:
        say(*error.args)
        return 2
    except OSError as error:
        say(
            "安装没有完成：无法写入“%s”（%s）。请检查磁盘空间和权限，然后再运行一次。"
            % (error.filename or HERE, error.strerror),
            "cannot write there; check space and permissions, then run this again",
        )
        return 2
    except KeyboardInterrupt:
        say("已中断。再运行一次即可继续。", "interrupted; run this again to go on")
        return 130
    return start(command(arguments, testing))


def with_newer_python(arguments: list[str]) -> int:
    """Goes on in a Python that is new enough, where there is one that works."""
    import shutil
    import subprocess

    for minor in range(14, OLDEST[1] - 1, -1):
        python = shutil.which("python3.%d" % minor)
        if python and subprocess.call([python, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            os.execv(python, [python, os.path.abspath(__file__), *arguments])
    say(
        "需要 Python 3.11 或更新的版本，现在运行的是 %s。请先安装新版 Python，然后再运行一次。"
        % VERSION,
        "Python 3.11 or newer is needed; install it, then run this again",
    )
    return 2


def command(arguments: list[str], testing: bool) -> list[str]:
    """What to hand to the Python of .venv."""
    if testing:
        return ["-m", "pytest", *(arguments[1:] or WHOLE)]
    if arguments:
        return ["-m", "courtdesk", *arguments]
    if WINDOWS or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return ["-m", "courtdesk", "--sample"]
    folder = os.path.join(HERE, "build", "sample")
    say("没有图形界面，改为导出样例：" + folder)
    return ["-m", "courtdesk", "export", "--sample", "--to", folder]


def start(parts: list[str]) -> int:
    """Runs .venv's Python in the place of this one and gives its exit code."""
    surroundings = environment()
    paths = [HERE, surroundings.get("PYTHONPATH")]
    surroundings["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
    if parts[1] == "pytest":
        os.chdir(HERE)
    if not WINDOWS:
        sys.stdout.flush()
        os.execve(PYTHON, [PYTHON, *parts], surroundings)
    import subprocess

    return subprocess.call([PYTHON, *parts], env=surroundings)


def environment() -> dict[str, str]:
    """The environment without what would send Python or pip elsewhere or forbid compiled files."""
    unwanted = {"PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"}
    return {name: value for name, value in os.environ.items() if name not in unwanted}


def lock_file(testing: bool) -> str:
    return os.path.join(HERE, "requirements-dev.lock" if testing else "requirements.lock")


def mark(testing: bool) -> str:
    """What .venv/ready holds when .venv was made by this Python from this lock."""
    with open(lock_file(testing), encoding="utf-8") as file:
        return VERSION + "\n" + file.read()


def is_ready(testing: bool) -> bool:
    """Whether .venv is whole; one made for the tests also serves the program."""
    try:
        with open(READY, encoding="utf-8") as file:
            found = file.read()
    except FileNotFoundError:
        return False
    whole = found == mark(True) or (not testing and found == mark(False))
    return whole and os.path.exists(PYTHON)


def set_up(testing: bool) -> None:
    """Makes .venv whole, one process at a time."""
    os.makedirs(os.path.dirname(LOG), exist_ok=True)
    with open(os.path.join(HERE, "build", "setup.lock"), "a+") as turn:
        wait_for(turn)
        if is_ready(testing):
            return
        say("首次运行，正在准备（只需一次）。")
        install_system_packages(missing_system_packages())
        make_venv()
        install_packages(lock_file(testing))
        say("  编译")
        packages = os.path.join(VENV, "Lib" if WINDOWS else "lib")
        places = [packages, os.path.join(HERE, "courtdesk")]
        run([PYTHON, "-m", "compileall", "-q", "-j", "0", *places], check=False)
        with open(READY, "w", encoding="utf-8") as file:
            file.write(mark(testing))
        say("准备完成。")


def wait_for(turn: IO[str]) -> None:
    """Blocks while another process sets up; the lock falls with its holder."""
    if sys.platform == "win32":
        import msvcrt

        turn.seek(0)
        while True:
            try:
                return msvcrt.locking(turn.fileno(), msvcrt.LK_LOCK, 1)
            except OSError:  # it gives up after ten seconds; a first set-up takes longer
                continue
    else:
        import fcntl

        fcntl.flock(turn, fcntl.LOCK_EX)


def missing_system_packages() -> list[str]:
    """Debian packages that Qt or venv needs and this machine lacks."""
    import ctypes
    from importlib.util import find_spec

    if not sys.platform.startswith("linux"):
        return []
    missing = []
    for package, library in LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    if not (find_spec("venv") and find_spec("ensurepip")):
        missing.append("python%s-venv" % VERSION)
    return missing


def install_system_packages(packages: list[str]) -> None:
    """Installs them by apt as root; otherwise says the one line that does it."""
    import shutil

    if not packages:
        return
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        raise SetupError(
            "缺少系统组件（Debian 名称）：%s。请用本机的软件包工具安装，然后再运行一次。" % names,
            "install these system packages, then run this again",
        )
    if sys.platform != "win32" and os.geteuid() != 0:
        raise SetupError(
            "缺少系统组件，请先运行下面一行，然后再运行一次。\n"
            "sudo sh -c 'apt-get update && apt-get install -y %s'" % names,
            "run the line above, then this again",
        )
    say("  系统组件 %d 个" % len(packages))
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    if run(["apt-get", "update"], extra=quiet, check=False) or run(install, extra=quiet):
        raise SetupError(
            "系统组件没有装好：%s，然后再运行一次。详情见 %s" % (advice("请检查网络和软件源"), LOG),
            "apt-get failed; see the log",
        )


def make_venv() -> None:
    """Leaves a sound .venv: one that was never finished, or of another Python, is made anew."""
    import shutil

    try:
        with open(READY, encoding="utf-8") as file:
            sound = file.read().startswith(VERSION + "\n") and os.path.exists(PYTHON)
        os.remove(READY)
    except FileNotFoundError:
        sound = False
    if sound:
        return
    if os.path.isdir(VENV):
        shutil.rmtree(VENV)
    say("  Python 环境")
    if run([sys.executable, "-m", "venv", VENV]):
        raise SetupError(
            "无法建立 Python 环境：%s，然后再运行一次。详情见 %s" % (advice("请检查权限"), LOG),
            "venv failed; see the log",
        )


def install_packages(lock: str) -> None:
    """Installs exactly the lock's files: from wheelhouse/ when it is there, else by network."""
    say("  下载和安装组件")
    parts = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    parts += ["--require-hashes", "--only-binary=:all:", "--no-deps", "--no-compile"]
    if os.path.isdir(WHEELHOUSE):
        parts += ["--no-index", "--find-links", WHEELHOUSE]
    if run([*parts, "-r", lock], on_line=say_package):
        raise SetupError(
            "组件没有装好：%s，然后再运行一次；不能联网的电脑见 packaging/README.md。"
            "详情见 %s" % (advice("请检查网络"), LOG),
            "pip failed; see the log",
        )


def advice(otherwise: str) -> str:
    """What to do about a step that failed: make room when there is none, else `otherwise`."""
    import shutil

    free = shutil.disk_usage(HERE).free
    return "磁盘快满了，请腾出约 1 GB 空间" if free < SPACE else otherwise


def say_package(line: str) -> None:
    """Tells which package pip has come to: "Collecting numpy==2.4.6 (from …)", "Processing …"."""
    word, _, rest = line.partition(" ")
    if word in {"Collecting", "Processing"}:
        file = os.path.basename(rest.split()[0])
        say("    " + file.split("==" if word == "Collecting" else "-")[0])


def run(
    parts: list[str],
    extra: dict[str, str] | None = None,
    on_line: Callable[[str], None] | None = None,
    check: bool = True,
) -> int:
    """Runs a program, its output into the log; returns its exit code, or 0 when not to check."""
    import subprocess

    surroundings = dict(environment(), PYTHONUTF8="1", **(extra or {}))
    with open(LOG, "a", encoding="utf-8") as log:
        log.write("\n$ %s\n" % " ".join(parts))
        with subprocess.Popen(
            parts,
            cwd=HERE,
            env=surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as process:
            for line in process.stdout or ():
                log.write(line)
                if on_line:
                    on_line(line)
    return process.returncode if check else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
