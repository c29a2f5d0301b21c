"""Everything batterypass raises on purpose, one tree.

::

    BatterypassError
    ├── InputError            the words or the file given are off          exit 2
    │   └── MalformedError    bytes that do not parse canonically          exit 2
    ├── RefusedError          a rule says no; nothing was written          exit 3
    ├── BrokenError           proven false: content, link or signature     exit 4
    ├── UndecidedError        something needed to decide is missing        exit 5
    ├── ConflictError         another writer, or a stale head; try again   exit 6
    ├── DeclinedError         the person said no at the prompt             exit 7
    └── FailedError           disk, permission, unreadable file            exit 1

The base class is never raised; a programming mistake stays an ordinary Python error. An error
may carry a ``code`` of :mod:`batterypass.texts` and the values its text names, so that the
command line can say it in Spanish or English; ``str(error)`` is always a whole English sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class BatterypassError(Exception):
    """Base of all errors that are raised on purpose."""

    def __init__(self, message: str, *, code: str | None = None, **values: object) -> None:
        super().__init__(message)
        self.code = code
        self.values = values


class InputError(BatterypassError):
    """What the caller gave is off: the message names field, value and what is allowed."""


class MalformedError(InputError):
    """Bytes or text that are not the one canonical form of a value."""


class RefusedError(BatterypassError):
    """A rule says no. Nothing was written. ``findings`` are those of the rules, in order."""

    def __init__(
        self,
        message: str,
        *,
        findings: Sequence[object] = (),
        code: str | None = None,
        **values: object,
    ) -> None:
        super().__init__(message, code=code, **values)
        self.findings = findings


class BrokenError(BatterypassError):
    """Proven false: a content, a link or a signature does not match."""


class UndecidedError(BatterypassError):
    """Something that is needed to decide is missing."""


class ConflictError(BatterypassError):
    """Another writer was first, or a head is stale: nothing was written, try again."""


class DeclinedError(BatterypassError):
    """The person said no at a prompt, or there was nobody to ask."""


class FailedError(BatterypassError):
    """The disk, a permission or a missing file stopped the work."""
