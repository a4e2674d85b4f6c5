"""What the child process may not do: grow, open files or sockets, start anything, dump itself."""

import sys

MEMORY = 512 * 2**20  # bytes of address space; on Windows, of committed memory
SECONDS = 20  # of processor time for one file, should nobody be left to end the process
_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn")
_MORE = {"open", "os.system", "os.startfile", "ctypes.dlopen", "ctypes.dlsym", "pty.spawn"}


def limit_process() -> None:
    """Set the limits that stay; call it when everything that is needed was imported."""
    if sys.platform == "win32":
        _limit_windows()
    else:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))  # what is open stays; nothing more
    sys.addaudithook(_refuse)


def limit_time() -> None:
    """Give the next file its seconds of the processor."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in _MORE or event.startswith(_FORBIDDEN):
        raise PermissionError(f"a reader may not: {event} {arguments[:1]}")


if sys.platform == "win32":

    def _limit_windows() -> None:
        """Put this process into a job that bounds its memory and holds no second process."""
        import ctypes
        from ctypes import wintypes

        class Basic(ctypes.Structure):
            _fields_ = [
                ("per_process_time", wintypes.LARGE_INTEGER),
                ("per_job_time", wintypes.LARGE_INTEGER),
                ("flags", wintypes.DWORD),
                ("smallest", ctypes.c_size_t),
                ("largest", ctypes.c_size_t),
                ("processes", wintypes.DWORD),
                ("affinity", ctypes.c_size_t),
                ("priority", wintypes.DWORD),
                ("scheduling", wintypes.DWORD),
            ]

        class Extended(ctypes.Structure):
            _fields_ = [
                ("basic", Basic),
                ("io", ctypes.c_ulonglong * 6),
                ("process_memory", ctypes.c_size_t),
                ("job_memory", ctypes.c_size_t),
                ("peak_process", ctypes.c_size_t),
                ("peak_job", ctypes.c_size_t),
            ]

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.AssignProcessToJobObject.argtypes = [wintypes.HANDLE, wintypes.HANDLE]
        kernel.SetInformationJobObject.argtypes = [
            wintypes.HANDLE,
            ctypes.c_int,
            ctypes.c_void_p,
            wintypes.DWORD,
        ]
        limits = Extended(process_memory=MEMORY)
        limits.basic.flags = 0x100 | 0x8  # memory of a process, number of processes
        limits.basic.processes = 1
        job = kernel.CreateJobObjectW(None, None)
        kernel.SetInformationJobObject(job, 9, ctypes.byref(limits), ctypes.sizeof(limits))
        kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
