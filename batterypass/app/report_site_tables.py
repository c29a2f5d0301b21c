"""The figures of a site's year, and their tables: movements, stock, batches and outputs, capacities."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, get_args

from batterypass.app.entry_set import EntrySet
from batterypass.app.report_model import (
    AMOUNT_COLUMNS,
    Amount,
    Asked,
    Basis,
    Cell,
    Column,
    Table,
    share_text,
)
from batterypass.app.report_recovery import USES
from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.stages import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: What happened at a site in the year.
What = Literal[
    "made", "received", "accepted", "claimed", "returned", "declared_waste", "second_life",
    "dismantled", "fed", "recirculated", "disposed", "shipped", "handed_over",
]  # fmt: skip
WHATS: Final[tuple[What, ...]] = get_args(What)


@dataclass(frozen=True, slots=True)
class Capacity:
    """An authorisation with a capacity at a site, and what the site accepted in the year."""

    scheme: str
    number: str
    capacity_t: str
    accepted_kg: str
    granted: int

    @property
    def used(self) -> str:
        """Give the share of the capacity that was used, per cent."""
        return share_text(decimal_of(self.accepted_kg), decimal_of(self.capacity_t) * 1000)


@dataclass(slots=True)
class SiteBatches:
    """Batches of a process at a site: opened and closed in the year, open at its end.

    ``recirculated_kg`` came out of the batch that it was fed to, and is no new input.
    """

    process_id: str
    opened: int = 0
    closed: int = 0
    open: int = 0
    input_kg: Decimal = Decimal(0)
    entries: EntrySet = field(default_factory=EntrySet)
    recirculated_kg: Decimal = Decimal(0)


@dataclass(slots=True)
class Site:
    """One site of a party."""

    party: str
    site: str
    happened: dict[What, Amount] = field(default_factory=dict)
    #: What came out of batches: (use, material) -> amount.
    outputs: dict[tuple[str, str], Amount] = field(default_factory=dict)
    batches: dict[str, SiteBatches] = field(default_factory=dict)
    #: Stage, or use of a fraction -> what lies there at the end of the year.
    stock: dict[str, Amount] = field(default_factory=dict)
    capacities: tuple[Capacity, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing happened there and nothing lies there."""
        return not (self.happened or self.outputs or self.batches or self.stock)


@dataclass(frozen=True, slots=True)
class SiteReport:
    """The figures, by party and site."""

    asked: Asked
    basis: Basis
    sites: tuple[Site, ...]

    def tables(self) -> tuple[Table, ...]:
        """Give what happened, what lies there, batches, their outputs, and capacities."""
        return (
            Table(
                "movements", _of_site(Column("what", "word"), *AMOUNT_COLUMNS),
                tuple(
                    _row(one, {"what": name, **one.happened[name].cells()})
                    for one in self.sites
                    for name in WHATS
                    if name in one.happened
                ),
            ),
            Table(
                "stock", _of_site(Column("stage", "word"), *AMOUNT_COLUMNS),
                tuple(
                    _row(one, {"stage": name, **one.stock[name].cells()})
                    for one in self.sites
                    for name in (*STAGES, *USES)
                    if name in one.stock
                ),
            ),
            Table("batches", _BATCH_COLUMNS, tuple(_batch_rows(self.sites))),
            Table(
                "outputs",
                _of_site(Column("use", "word"), Column("material", "word"), *AMOUNT_COLUMNS),
                tuple(
                    _row(one, {"use": use, "material": material, **amount.cells()})
                    for one in self.sites
                    for (use, material), amount in sorted(one.outputs.items())
                ),
            ),
            Table("capacity", _CAPACITY_COLUMNS, tuple(_capacity_rows(self.sites))),
        )  # fmt: skip


def _of_site(*columns: Column) -> tuple[Column, ...]:
    return (Column("party", "party"), Column("site"), *columns)


_BATCH_COLUMNS: Final = _of_site(
    Column("process_id"), Column("opened", "count"), Column("closed", "count"),
    Column("open", "count"), Column("input_kg", "kg"), Column("recirculated_kg", "kg"),
    Column("entries", "entries"),
)  # fmt: skip
_CAPACITY_COLUMNS: Final = _of_site(
    Column("scheme"), Column("number"), Column("capacity_t", "number"),
    Column("accepted_kg", "kg"), Column("used", "percent"), Column("entries", "entries"),
)  # fmt: skip


def _row(site: Site, cells: Mapping[str, Cell]) -> dict[str, Cell]:
    return {"party": site.party, "site": site.site, **cells}


def _batch_rows(sites: tuple[Site, ...]) -> Iterator[dict[str, Cell]]:
    for site in sites:
        for _, one in sorted(site.batches.items()):
            yield _row(
                site,
                {
                    "process_id": one.process_id, "opened": one.opened, "closed": one.closed,
                    "open": one.open, "input_kg": number_text(one.input_kg),
                    "recirculated_kg": number_text(one.recirculated_kg), "entries": one.entries,
                },
            )  # fmt: skip


def _capacity_rows(sites: tuple[Site, ...]) -> Iterator[dict[str, Cell]]:
    for site in sites:
        for one in site.capacities:
            yield _row(
                site,
                {
                    "scheme": one.scheme, "number": one.number, "capacity_t": one.capacity_t,
                    "accepted_kg": one.accepted_kg, "used": one.used,
                    "entries": EntrySet([one.granted]),
                },
            )  # fmt: skip
