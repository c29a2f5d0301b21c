"""The file of a sample: which packs, and all that it takes to draw them again.

A table that spreadsheets open. Seed, root and the rest stand in every row, so that a row that was
copied into a working paper still says where it comes from. Layout: ``docs/formats/audit-sample.md``.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import Final

from batterypass.domain.ids import printed_id
from batterypass.domain.sampling import Drawn
from batterypass.errors import InputError, MalformedError
from batterypass.evidence.refusal import refusal
from batterypass.exchange.sheet import encode_sheet

#: What a sample may be divided by; the empty word is no division.
STRATA: Final = ("", "category", "chemistry", "condition", "custodian", "life", "maker", "year")
COLUMNS: Final = (
    "place", "item", "printed_id", "stratum", "in_stratum", "drawn", "rank",
    "n", "seed", "by", "population", "size", "root", "origin",
)  # fmt: skip
_SEED: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")
_HEX: Final = re.compile(r"[0-9a-f]{64}")
_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,17}")
MAX_BYTES: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample: ``drawn`` items out of ``population``, at a checkpoint (size and root in hex)."""

    drawn: tuple[Drawn, ...]
    wanted: int
    seed: str
    by: str
    population: int
    size: int
    root: str
    origin: str

    @property
    def items(self) -> tuple[str, ...]:
        """Give the ids in the order of the file."""
        return tuple(one.item for one in self.drawn)

    def encode(self) -> bytes:
        """Write the file."""
        same = (
            str(self.wanted), self.seed, self.by, str(self.population), str(self.size), self.root,
            self.origin,
        )  # fmt: skip
        return encode_sheet(
            COLUMNS,
            [
                (
                    str(place), one.item, printed_id(one.item), one.stratum,
                    str(one.in_stratum), str(one.drawn), one.rank, *same,
                )
                for place, one in enumerate(self.drawn, 1)
            ],
        )  # fmt: skip

    @classmethod
    def parse(cls, data: bytes, file: str) -> Sample:
        """Read one; ``file`` is what messages call it. Nothing is drawn again here.

        Raises MalformedError where it is not byte for byte what :meth:`encode` writes: a sample that
        somebody sorted, cut or saved with another program is no longer one.
        """
        try:
            text = data[:MAX_BYTES].decode("utf-8-sig")
            rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
            if len(rows) < 2 or any(len(row) != len(COLUMNS) for row in rows):
                raise ValueError(f"expected the columns {', '.join(COLUMNS)}, and a row")
            first = dict(zip(COLUMNS, rows[1], strict=True))
            found = cls(
                tuple(_drawn(row) for row in rows[1:]),
                _number(first["n"]), check_seed(first["seed"]), check_by(first["by"]),
                _number(first["population"]), _number(first["size"]), first["root"],
                first["origin"],
            )  # fmt: skip
            if not _HEX.fullmatch(found.root):
                raise ValueError("the root has 64 hex digits")
        except (ValueError, csv.Error, InputError, UnicodeDecodeError) as error:
            raise refusal(MalformedError, "audit.bad-sample", file=file, why=str(error)) from error
        if found.encode() != data:
            raise refusal(MalformedError, "audit.changed-sample", file=file)
        return found


def _drawn(row: list[str]) -> Drawn:
    cells = dict(zip(COLUMNS, row, strict=True))
    return Drawn(
        cells["item"], cells["stratum"], _number(cells["in_stratum"]), _number(cells["drawn"]),
        cells["rank"],
    )  # fmt: skip


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{text!r} is no number")
    return int(text)


def check_seed(text: str) -> str:
    """Give a seed. Raises InputError for one that could be written in two ways, or is a formula."""
    if not _SEED.fullmatch(text):
        raise refusal(InputError, "audit.bad-seed", found=text)
    return text


def check_by(text: str) -> str:
    """Give what the strata are by. Raises InputError for anything that packs are not divided by."""
    if text not in STRATA:
        raise refusal(InputError, "audit.bad-strata", found=text, known=", ".join(STRATA[1:]))
    return text
