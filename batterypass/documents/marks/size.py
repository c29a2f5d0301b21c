"""Outer sizes that a person asks for: never under what the law allows, never absurd."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.errors import InputError

if TYPE_CHECKING:
    from batterypass.regulations.mark_sizes import Measures

LARGEST: Final = 1000.0
"""Millimetres; what is larger is a slip of the keyboard."""
_FORM: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?[x×X] ?([0-9]+(?:\.[0-9]+)?)(?: ?mm)?")


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in mm."""

    width: float
    height: float

    def __str__(self) -> str:
        return f"{self.width:g} × {self.height:g} mm"

    @classmethod
    def parse(cls, text: str) -> Size:
        """Read ``100x70`` or ``100 × 70 mm``. Raises InputError for anything else."""
        match = _FORM.fullmatch(text.strip())
        if match is None:
            raise InputError(
                f"size {text!r}: expected width and height in mm, such as 100x70",
                code="mark.bad-size", found=text,
            )  # fmt: skip
        return cls(float(match[1]), float(match[2]))


def size_words(size: Size) -> Words:
    """Say a size in both languages."""
    return Words(str(size), str(size))


def not_allowed(code: str, size: Size, allowed: str, source: str) -> InputError:
    """Make the error for a size that the law does not allow: it names what is allowed."""
    return InputError(
        f"mark {code}: {size} is not allowed: {allowed} ({source})",
        code="mark.not-allowed", mark=code, size=str(size), allowed=allowed, source=source,
    )  # fmt: skip


def check_size(code: str, size: Size, width: float, height: float, source: str) -> Size:
    """Give the size back. Raises InputError where it is smaller than allowed, or absurd."""
    if size.width < width or size.height < height:
        raise not_allowed(code, size, f">= {width:g} × {height:g} mm", source)
    if max(size.width, size.height) > LARGEST:
        raise InputError(
            f"mark {code}: {size}: expected at most {LARGEST:g} mm",
            code="mark.too-large", mark=code, size=str(size), most=f"{LARGEST:g}",
        )  # fmt: skip
    return size


def check_side(code: str, measures: Measures, size: Size | None) -> float:
    """Give the side of a diamond. Raises InputError for a size that is no square, or too small."""
    smallest = measures.mm("side")
    if size is None:
        return smallest
    check_size(code, size, smallest, smallest, measures.rows["side"].source)
    if size.width != size.height:
        raise InputError(
            f"mark {code}: {size} is no square; the sides of a diamond are equal",
            code="mark.no-square", mark=code, size=str(size),
        )  # fmt: skip
    return size.width
