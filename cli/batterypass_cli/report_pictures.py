"""The figures of a yearly report: what of its tables is drawn, and how it is called."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Final, TypeGuard

from batterypass.documents.sankey import SankeyLink, SankeyNode
from batterypass.documents.yearly_content import (
    BarChart,
    FlowChart,
    Histogram,
    PlainBar,
    Section,
    Spread,
    SpreadChart,
    TargetBar,
    TargetChart,
)
from batterypass_cli.report_evidence import row_name
from batterypass_cli.report_view import plain_word
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from batterypass.app.report_circularity_tables import CircularityReport
    from batterypass.app.report_model import Cell, Report, Table
    from batterypass.documents.audit_flow import Mark
    from batterypass_cli.plain import NameOf
    from batterypass_cli.report_evidence import EvidenceBook

#: Outcome -> its mark; every other one is neither good nor wrong.
_MARKS: Final[Mapping[str, Mark]] = {
    "met": "good", "not_met": "wrong", "impossible": "wrong", "open": "open", "no_data": "open",
}  # fmt: skip
#: How far right a node of the material flow stands.
_RANKS: Final[Mapping[str, int]] = {
    "made": 0, "enrolled": 0, "surplus": 0, "stock": 1, "in_use": 2, "removed": 3, "built_in": 3,
    "second_life": 4, "waste": 5, "collected": 6, "dismantled": 7, "parts": 8, "in_batch": 8,
}  # fmt: skip
_LAST: Final = 9
#: Bands of one column that are still told apart; what is smaller is drawn as one.
_MOST_NODES: Final = 8
_FED_TO: Final = (
    "product", "intermediate", "residue", "energy_recovery", "backfill", "loss", "difference",
)  # fmt: skip
#: What brings something to a site, and what takes it away or works it up.
_CAME: Final = ("made", "received", "accepted", "claimed", "returned")
_WENT: Final = ("dismantled", "fed", "recirculated", "disposed", "shipped", "handed_over")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table with its place there."""

    table: Table
    place: int
    cells: Mapping[str, Cell]

    def text(self, key: str) -> str:
        """Give a cell as text."""
        cell = self.cells.get(key)
        return "" if cell is None else str(cell)

    def value(self, key: str) -> float:
        """Give a cell as a number, 0 where there is none; to be drawn and not to be written."""
        return float(self.text(key) or 0)


@dataclass(frozen=True, slots=True)
class _Band:
    """A band before the small ones are put together: its ends by name, its mass, its evidence."""

    source: str
    target: str
    kg: Decimal
    evidence: int


def written(figure: str) -> str:
    """Write a figure to be looked at: cut after two places, thousands apart."""
    short = Decimal(figure).quantize(Decimal("0.01"), rounding=ROUND_FLOOR)
    whole, _, rest = f"{short:f}".partition(".")
    sign = "-" if whole.startswith("-") else ""
    rest = rest.rstrip("0")
    return sign + f"{int(whole.lstrip('-')):,}".replace(",", " ") + (f".{rest}" if rest else "")


def is_circularity(report: Report) -> TypeGuard[CircularityReport]:
    """Tell whether a report is one of circularity."""
    return report.asked.report == "circularity"


class Pictures:
    """Draws the figures of one report."""

    def __init__(self, report: Report, name_of: NameOf, book: EvidenceBook) -> None:
        self._tables = {table.key: table for table in report.tables()}
        self._name_of = name_of
        self._book = book
        self._by_report: Mapping[str, Callable[[], Iterator[Section]]] = {
            "recovery": self._recovery, "circularity": self._circularity,
            "producer": self._producer, "site": self._site,
        }  # fmt: skip
        self._name = report.asked.report
        #: Of states of health, as a report of circularity has it.
        self._median = written(report.soh.median or "0") if is_circularity(report) else ""

    def sections(self) -> list[Section]:
        """Give the figures that have something to show."""
        return list(self._by_report[self._name]())

    def _rows(self, table: str) -> list[_Row]:
        found = self._tables[table]
        return [_Row(found, place, cells) for place, cells in enumerate(found.rows)]

    def _evidence(self, row: _Row) -> int:
        return self._book.number(row.table.key, row.place)

    def _called(self, row: _Row, *without: str) -> str:
        return row_name(row.table, row.cells, self._name_of, without=frozenset(without))

    def _recovery(self) -> Iterator[Section]:
        for table in ("processes", "dismantled", "elements"):
            rows = self._rows(table)
            if rows:
                bars = tuple(map(self._target, rows))
                notes = [_outcomes(rows), say("reportpaper.note-targets")]
                if any(map(_is_known_in_part, rows)):
                    notes.append(say("reportpaper.note-stated"))
                if table == "dismantled":
                    notes.append(say("reportpaper.note-dismantled"))
                yield Section(say(f"reportpaper.figure-{table}"), TargetChart(bars), tuple(notes))
        bands = []
        fed: dict[str, Decimal] = {}
        for row in self._rows("processes"):
            process, evidence = self._called(row, "chemistry_group"), self._evidence(row)
            fed[process] = fed.get(process, Decimal(0)) + Decimal(row.text("input_kg"))
            for key in _FED_TO:
                kg = Decimal(row.text(f"{key}_kg"))
                if kg > 0:
                    bands.append(_Band(process, key, kg, evidence))
                elif kg < 0:
                    bands.append(_Band("surplus", process, -kg, evidence))
        if bands:
            ranks = {**dict.fromkeys(_FED_TO, _LAST), "surplus": 0}
            yield _flow("fed", bands, ranks, {one: plain_word(one) for one in ranks}, fed)

    def _target(self, row: _Row) -> TargetBar:
        rate, target, outcome = row.text("rate"), row.text("target"), row.text("outcome")
        reach = None
        aim = float(target) if target and rate else None
        if rate and row.value("waiting_kg"):
            base = row.value("own_kg") - row.value("excluded_in_kg") or row.value("input_kg")
            reach = row.value("rate") + 100 * row.value("waiting_kg") / base
        key = "row-no-rate" if not rate else "row-rate" if target else "row-no-target"
        text = say(
            f"reportpaper.{key}",
            rate=written(rate) if rate else "", target=written(target) if target else "",
        )  # fmt: skip
        said = plain_word(outcome)
        if _is_known_in_part(row):
            share = written(row.text("stated"))
            said = f"{said} · {say('reportpaper.stated', share=share)}"
        return TargetBar(
            self._called(row), float(rate) if rate else None, reach,
            aim, text, _MARKS.get(outcome, "none"), said, self._evidence(row),
        )  # fmt: skip

    def _circularity(self) -> Iterator[Section]:
        bands = [
            _Band(row.text("from_node"), row.text("to_node"), Decimal(row.text("kg")),
                  self._evidence(row))
            for row in self._rows("flows")
        ]  # fmt: skip
        if bands:
            nodes = dict.fromkeys(one for band in bands for one in (band.source, band.target))
            ranks = {one: _RANKS.get(one, _LAST) for one in nodes}
            yield _flow("flows", bands, ranks, {one: plain_word(one) for one in nodes})
        yield from self._amounts("standing", "standing")
        stays = tuple(
            Spread(
                self._called(row), row.value("quartile_1"), row.value("median"),
                row.value("quartile_3"),
                say(
                    f"reportpaper.row-days{'-one' if row.text('ended') == '1' else ''}", low=written(row.text("quartile_1")),
                    middle=written(row.text("median")), high=written(row.text("quartile_3")),
                    count=row.text("ended"),
                ),
                self._evidence(row),
            )
            for row in self._rows("stays")
            if row.text("median")
        )  # fmt: skip
        if stays:
            chart = SpreadChart(stays, say("reportpaper.days"))
            note = say("reportpaper.note-stays")
            yield Section(say("reportpaper.figure-stays"), chart, (note,))
        yield from self._soh()
        for row in self._rows("reuse"):
            bars = tuple(
                PlainBar(
                    say(f"report.col-{part}"), row.value(part),
                    _amount(row.text(f"{part}_kg"), row.text(part)), self._evidence(row),
                )
                for part in ("second_lives", "treated")
            )  # fmt: skip
            if row.text("rate"):
                note = say(
                    "reportpaper.note-reuse", rate=written(row.text("rate")),
                    by_mass=written(row.text("rate_by_mass") or "0"),
                )  # fmt: skip
                yield Section(say("reportpaper.figure-reuse"), BarChart(bars), (note,))

    def _soh(self) -> Iterator[Section]:
        rows = {row.text("soh"): row for row in self._rows("soh")}
        counts = {name: row.text("packs") for name, row in rows.items()}
        sealed, without = counts.get("sealed", "0"), counts.get("no_reading", "0")
        lows = sorted(int(name.partition("-")[0]) for name in rows if name[0].isdigit())
        if not rows:
            return
        if not lows:
            note = say("reportpaper.note-soh-none", sealed=sealed, without=without)
            yield Section(say("reportpaper.figure-soh"), Histogram((), ""), (note,))
            return
        bars = []
        # Classes of which no pack is one stay in the picture between those that have some.
        for low in range(min(*lows, 50), 100, 5):
            name = f"{low}-{low + 5}"
            row = rows.get(name)
            count = counts.get(name, "0")
            evidence = self._evidence(row) if row is not None else 0
            bars.append(PlainBar(name, float(count), count if row is not None else "", evidence))
        readable = sum(int(count) for name, count in counts.items() if name[0].isdigit())
        note = say(
            "reportpaper.note-soh", readable=readable, median=self._median, sealed=sealed,
            without=without,
        )  # fmt: skip
        chart = Histogram(tuple(bars), say("reportpaper.axis-soh"))
        yield Section(say("reportpaper.figure-soh"), chart, (note,))

    def _producer(self) -> Iterator[Section]:
        rows = [row for row in self._rows("fates") if row.text("fate") != "all"]
        # What is of other packs comes from their producers.
        masses = [Decimal(row.text("kg")) - Decimal(row.text("of_others_kg")) for row in rows]
        bands = [
            _Band(self._called(row, "fate"), row.text("fate"), kg, self._evidence(row))
            for row, kg in zip(rows, masses, strict=True)
            if kg or not row.value("of_others_kg")
        ]
        if bands:
            fates = dict.fromkeys(band.target for band in bands)
            ranks = dict.fromkeys(fates, _LAST)
            found = _flow("fates", bands, ranks, {one: plain_word(one) for one in fates})
            if any(row.value("of_others_kg") for row in rows):
                note = say("reportpaper.note-of-others")
                found = replace(found, notes=(*found.notes, note))
            yield found
        rates = self._rows("rates")
        if rates:
            bars = tuple(map(self._target, rates))
            notes = (_outcomes(rates), say("reportpaper.note-rates"))
            yield Section(say("reportpaper.figure-rates"), TargetChart(bars), notes)
        yield from self._amounts("countries", "countries")

    def _site(self) -> Iterator[Section]:
        bands = []
        for row in self._rows("movements"):
            what, site = row.text("what"), self._called(row, "what")
            if what in _CAME or what in _WENT:
                ends = (f"came:{what}", site) if what in _CAME else (site, f"went:{what}")
                bands.append(_Band(*ends, Decimal(row.text("kg")), self._evidence(row)))
        if bands:
            words = {f"came:{one}": plain_word(one) for one in _CAME}
            words |= {f"went:{one}": plain_word(one) for one in _WENT}
            ranks = {one: 0 if one.startswith("came:") else _LAST for one in words}
            yield _flow("movements", bands, ranks, words)
        yield from self._amounts("stock", "stock")
        yield from self._amounts("outputs", "outputs")
        rows = self._rows("capacity")
        if rows:
            bars = tuple(map(self._capacity, rows))
            yield Section(say("reportpaper.figure-capacity"), TargetChart(bars))

    def _capacity(self, row: _Row) -> TargetBar:
        used, is_over = row.value("used"), row.value("used") > 100
        text = say("reportpaper.row-no-target", rate=written(row.text("used") or "0"))
        of = say("reportpaper.row-capacity", capacity=written(row.text("capacity_t")))
        said = f"{of} · {say('reportpaper.over-capacity')}" if is_over else of
        mark: Mark = "notice" if is_over else "none"
        return TargetBar(
            self._called(row), used, None, None, text, mark, said, self._evidence(row)
        )  # fmt: skip

    def _amounts(self, table: str, figure: str) -> Iterator[Section]:
        rows = self._rows(table)
        if rows:
            bars = tuple(
                PlainBar(
                    self._called(row), row.value("kg"),
                    _amount(row.text("kg"), row.text("units")),
                    self._evidence(row),
                )
                for row in rows
            )  # fmt: skip
            yield Section(say(f"reportpaper.figure-{figure}"), BarChart(bars))


def _is_known_in_part(row: _Row) -> bool:
    """Tell whether a row is of an element that only a part of the input names."""
    return row.text("stated") not in ("", "100")


def _outcomes(rows: Iterable[_Row]) -> str:
    """Say how many rates there are of each outcome."""
    counts = Counter(row.text("outcome") for row in rows)
    return " · ".join(f"{plain_word(name)}: {count}" for name, count in sorted(counts.items()))


def _flow(
    figure: str,
    bands: Sequence[_Band],
    ranks: Mapping[str, int],
    words: Mapping[str, str],
    masses: Mapping[str, Decimal] | None = None,
) -> Section:
    """Make a flow picture; nodes without a rank are in the middle, and the small ones of these one.

    A node weighs what its table says, in ``masses``, and without that what its bands do.
    """
    called = _called(bands, ranks)
    found = _gathered(bands, called)
    names = sorted(
        {end for band in found for end in (band.source, band.target)},
        key=lambda one: (ranks.get(one, 1), list(words).index(one) if one in words else -1, one),
    )
    places = {name: place for place, name in enumerate(names)}
    drawn = {name: _through(name, found) for name in names if name in ranks or not masses}
    weights = defaultdict(Decimal, drawn)
    for name, kg in (masses or {}).items():
        weights[called[name]] += kg
    nodes = tuple(
        SankeyNode(words.get(name, name), f"{written(str(weights[name]))} kg", ranks.get(name, 1))
        for name in names
    )
    links = tuple(
        SankeyLink(places[one.source], places[one.target], float(one.kg), one.evidence)
        for one in found
    )
    has_back = any(ranks.get(one.source, 1) >= ranks.get(one.target, 1) for one in found)
    note = say("reportpaper.note-flows" if has_back else "reportpaper.note-bands")
    return Section(say(f"reportpaper.figure-{figure}"), FlowChart(nodes, links), (note,))


def _amount(kg: str, count: str) -> str:
    if count == "0":
        # What was lost is no item.
        return f"{written(kg)} kg"
    one = "-one" if count == "1" else ""
    return say(f"reportpaper.row-amount{one}", kg=written(kg), count=count)


def _through(name: str, bands: Iterable[_Band]) -> Decimal:
    """Give the mass of a node: what came, or what went where that is more."""
    came = sum((one.kg for one in bands if one.target == name), Decimal(0))
    went = sum((one.kg for one in bands if one.source == name), Decimal(0))
    return max(came, went)


def _called(bands: Sequence[_Band], ranks: Mapping[str, int]) -> dict[str, str]:
    """Name the nodes without a rank; where these are too many to be told apart, the small ones are one."""
    ends = [end for band in bands for end in (band.source, band.target)]
    free = dict.fromkeys(end for end in ends if end not in ranks)
    most = _MOST_NODES if len(free) <= _MOST_NODES else _MOST_NODES - 1
    largest = sorted(free, key=lambda name: (-_through(name, bands), name))[:most]
    others = say("reportpaper.others", count=len(free) - len(largest))
    return {name: name if name in largest else others for name in free}


def _gathered(bands: Sequence[_Band], called: Mapping[str, str]) -> list[_Band]:
    """Put the bands of nodes that have one name together; these lead to no evidence of one figure."""
    found = []
    rest: dict[tuple[str, str], Decimal] = {}
    for one in bands:
        ends = called.get(one.source, one.source), called.get(one.target, one.target)
        if ends == (one.source, one.target):
            found.append(one)
        else:
            rest[ends] = rest.get(ends, Decimal(0)) + one.kg
    return [*found, *(_Band(*ends, kg, 0) for ends, kg in rest.items())]
