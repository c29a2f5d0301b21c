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
A value whose name ends in ``_es`` is what stands in a Spanish text in place of the one without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from batterypass.texts.bilingual import Text, filled, shortened
from batterypass.texts.messages import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class BatterypassError(Exception):
    """Base of all errors that are raised on purpose."""

    def __init__(self, message: str, *, code: str | None = None, **values: object) -> None:
        super().__init__(shortened(message, values))
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


E = TypeVar("E", bound=BatterypassError)
V = TypeVar("V")


def refusal(kind: type[E], code: str, **values: object) -> E:
    """Make an error of a class from the English text under ``code`` and the values it names.

    A value that is an error itself, the reason of this one, or a text is said in both languages.
    """
    said = both_said(values)
    return kind(filled(MESSAGES[code].en, said), code=code, **said)


def both_said(values: Mapping[str, object]) -> dict[str, object]:
    """Give values with the words of errors and texts among them: ``why``, and ``why_es`` in Spanish."""
    said = dict(values)
    for name, value in values.items():
        if isinstance(value, BatterypassError):
            said |= {name: str(value), f"{name}_es": in_spanish(value)}
        elif isinstance(value, Text):
            said |= {name: value.en, f"{name}_es": value.es}
    return said


def in_spanish(error: BatterypassError) -> str:
    """Say an error in Spanish; in English where nobody has written its text, nor what parsers say."""
    text = MESSAGES.known(error.code)
    if text is None:
        # Few runs have anything to say of it, and every command waits for imports.
        from batterypass.texts.statement_words import statement_words

        spanish = error.values.get("es") or statement_words(str(error)).es
        return shortened(str(spanish), error.values)
    return filled(text.es, spanish_values(error.values))


def spanish_values(values: Mapping[str, V]) -> dict[str, V]:
    """Give values as a Spanish text names them: ``why_es`` in place of ``why``."""
    own = {name[:-3]: value for name, value in values.items() if name.endswith("_es")}
    return {**values, **own}
