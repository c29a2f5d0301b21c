"""The most memory that a process and the workers beside it ever had (Linux only)."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread


class Peaks:
    """Watches this process and each of its workers, from now on.

    ``ru_maxrss`` would not do: a process inherits that of the one that started it.
    """

    def __init__(self) -> None:
        self._workers: dict[str, float] = {}
        self._is_over = Event()
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()

    def end(self) -> dict[str, object]:
        """Give in MB what this process had, its largest worker, and all of them together."""
        self._is_over.set()
        self._thread.join()
        own, workers = _peak("self"), self._workers.values()
        return {"own_mb": own, "worker_mb": max(workers, default=0.0), "all_mb": own + sum(workers)}

    def _watch(self) -> None:
        children = Path("/proc/self/task").glob
        while not self._is_over.wait(0.1):
            for tasks in children("*/children"):
                for process in _text(tasks).split():
                    self._workers[process] = max(self._workers.get(process, 0.0), _peak(process))


def _peak(process: str) -> float:
    status = _text(Path(f"/proc/{process}/status"))
    lines = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(lines[0].split()[1]) * 1024 / 1e6 if lines else 0.0


def _text(path: Path) -> str:
    """Read a file about a process or a thread, empty where that has ended."""
    try:
        return path.read_text()
    except OSError:
        return ""
