"""What an import is told beside the file: ``--set`` values, the domain for new ids, the month."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from batterypass.exchange.columns import FIELDS, Target, target_of
from batterypass.exchange.rows import clean
from batterypass.exchange.words import input_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Settings:
    """``latest`` is the present month (YYYY-MM): nothing is made later.

    ``domain`` is the maker's own, under which ids are made; empty where it has none.
    ``given`` stands for every row, in place of what the row says.
    """

    latest: str
    domain: str = ""
    given: Mapping[Target, str] = field(default_factory=dict)


def parse_given(words: Iterable[str]) -> dict[Target, str]:
    """Read ``field=value`` words. Raises InputError for a field that packs do not have."""
    given: dict[Target, str] = {}
    for word in words:
        name, sign, value = word.partition("=")
        target = target_of(name[:200])
        if not sign or not target.is_used or not clean(value):
            raise input_error("setting", found=word[:80], choices=", ".join(FIELDS))
        given[target] = clean(value)
    return given
