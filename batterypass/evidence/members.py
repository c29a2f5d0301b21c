"""The members of a ``.bpz`` file while it is read: each is taken once, and none may be left."""

from __future__ import annotations

from hashlib import sha256

from batterypass.evidence.container import cut_container, parse_container
from batterypass.evidence.refusal import malformed


class Members:
    """What is still to be read of a file; ``file`` is what messages call it."""

    def __init__(self, data: bytes, file: str, *, shown: bool = False) -> None:
        """Take a container apart. Raises MalformedError.

        ``shown`` says that elsewhere it is shown to be one, and its digests to be right: what is read
        is dropped unless they are.
        """
        self.file = file
        self._shown = shown
        self._left = cut_container(data, file) if shown else parse_container(data, file)

    def named(self, folder: str) -> list[str]:
        """List the names of the members of a folder that were not taken, without the folder."""
        start = f"{folder}/"
        return [name.removeprefix(start) for name in self._left if name.startswith(start)]

    def take(self, member: str, *digests: str) -> bytes:
        """Take a member. Its SHA-256 (hex) is one of ``digests`` if some are given.

        Raises MalformedError: ``container.missing, container.digest``.
        """
        if member not in self._left:
            raise malformed("container.missing", file=self.file, member=member)
        body = self._left.pop(member)
        if digests and not self._shown:
            found = sha256(body).hexdigest()
            if found not in digests:
                expected = " / ".join(digests)
                raise malformed(
                    "container.digest",
                    file=self.file, member=member, found=found, expected=expected,
                )  # fmt: skip
        return body

    def finish(self) -> None:
        """Raise MalformedError where something is left that nothing in the file names."""
        for member in self._left:
            raise malformed("container.extra", file=self.file, member=member)
