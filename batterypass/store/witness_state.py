"""A witness's memory of each log, in its home folder: ``docs/formats/witness-state.md``.

::

    BATTERYPASS_HOME/witness/
      name                              the name of the witness, one line
      <16 hex of SHA-256 of origin>/
        log.policy                      the log, as somebody knowingly added it
        checkpoint                      the last one that was cosigned, with the cosignature
        lock                            held while one is compared and replaced
"""

from __future__ import annotations

from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING

from batterypass.errors import ConflictError, FailedError
from batterypass.store.locked import locked_file
from batterypass.store.published import PublishedFolder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class WitnessHome:
    """The witness of a home folder."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "witness"

    def name(self) -> str:
        """Give the name of the witness; empty where there is none."""
        body = PublishedFolder(self.folder).read("name")
        return (body or b"").decode("utf-8", "replace").strip()

    def set_name(self, name: str) -> None:
        """Keep the name of the witness."""
        _write(self.folder, "name", f"{name}\n".encode())

    def log(self, origin: str) -> LogState:
        """Give the state of one log."""
        return LogState(self.folder / sha256(origin.encode()).hexdigest()[:16])

    def logs(self) -> list[LogState]:
        """List the logs that were added."""
        try:
            found = sorted(self.folder.iterdir()) if self.folder.is_dir() else []
            return [LogState(path) for path in found if (path / "log.policy").is_file()]
        except OSError as error:
            why = error.strerror or str(error)
            raise FailedError(
                f"{self.folder}: {why}", code="store.disk", path=self.folder, why=why
            ) from error


class LogState:
    """The state of one log at a witness: a ``WitnessState``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files = PublishedFolder(folder)

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Keep every other process from changing it meanwhile."""
        with locked_file(self.folder / "lock"):
            yield

    def policy(self) -> bytes | None:
        """Give the trust file with the keys of the log."""
        return self._files.read("log.policy")

    def add(self, policy: bytes) -> None:
        """Take a log in, or other keys for it."""
        _write(self.folder, "log.policy", policy)

    def checkpoint(self) -> bytes | None:
        """Give the last checkpoint that was cosigned."""
        return self._files.read("checkpoint")

    def store(self, new: bytes, *, after: bytes | None) -> None:
        """Keep the checkpoint that is about to be cosigned: a crash leaves the old or the new one.

        Call it inside :meth:`holding`.
        """
        if self.checkpoint() != after:
            raise ConflictError(
                f"{self.folder}: another process cosigned meanwhile: try again",
                code="witness.busy", path=self.folder,
            )  # fmt: skip
        _write(self.folder, "checkpoint", new)


def _write(folder: Path, name: str, body: bytes) -> None:
    place = PublishedFolder(folder)
    place.write(name, body)
    place.settle()
