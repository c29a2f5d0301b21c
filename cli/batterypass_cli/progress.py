"""A bar on standard error, only on a terminal and only where something takes over a second."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

    from batterypass_cli.output import Output

_AFTER_S = 1.0
_EVERY_S = 0.1
_WIDTH = 30


class Progress:
    """Call it with what is done and the total; use it in a ``with`` block, which clears the bar."""

    def __init__(self, out: Output, label: str, clock: Callable[[], float] = monotonic) -> None:
        self._out = out
        self._label = label
        self._clock = clock
        self._start = self._last = clock()
        self._shown = False

    def __call__(self, done: int, total: int) -> None:
        """Show how far it is, at most ten times a second."""
        now = self._clock()
        if (
            not self._out.someone_watches
            or now - self._start < _AFTER_S
            or now - self._last < _EVERY_S
        ):
            return
        self._last = now
        self._shown = True
        filled = _WIDTH * done // max(total, 1)
        bar = "█" * filled + "░" * (_WIDTH - filled)
        rest = (now - self._start) * (total - done) / max(done, 1)
        self._out.clear_line(f"{self._label} {bar} {done}/{total}  {rest:.0f} s")

    def __enter__(self) -> Self:
        """Start."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Clear the bar."""
        if self._shown:
            self._out.clear_line("")
