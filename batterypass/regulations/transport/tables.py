"""The tables of transport, read and checked once, with the rows of each edition ready to judge.

Five tables: editions, entries, limits, packings and rules (``data/un-*.json``), each part of the
rulebook; ``sha256`` names all five, so that a decision can name what it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast

from batterypass.errors import MalformedError
from batterypass.regulations.tables import Confidence, Row, Table, least
from batterypass.regulations.transport.conditions import Check, compile_when
from batterypass.regulations.transport.decision import Level, Need, Packing, Reason, Stowage
from batterypass.regulations.transport.editions import Edition
from batterypass.regulations.transport.facts import KNOWN
from batterypass.regulations.transport.marks import check_template
from batterypass.regulations.transport.severity import ORDER
from batterypass.texts.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Table -> the file that holds it.
FILES: Final[Mapping[str, str]] = MappingProxyType(
    {
        name: f"un-{name}.json"
        for name in ("editions", "entries", "limits", "packings", "rules")
    }
)  # fmt: skip
STEPS: Final = ("route", "limit", "add", "note", "stow", "need")
#: The end of a row that has none.
FOREVER: Final = "9999-12-31"


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An entry of the list of dangerous goods for one way of travelling, by the id of its row."""

    id: str
    un: str
    name: Text
    name_es_confidence: Confidence
    words: Mapping[str, str]
    transport_class: str
    code: str
    label: str
    tunnel: str
    transport_category: str
    hazard_no: str
    provisions: tuple[str, ...]
    confidence: Confidence
    source: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A packing instruction of a set: offered where its checks hold."""

    packing: Packing
    checks: tuple[Check, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One row of ``un-rules``, ready to judge in one edition. ``since`` and ``until`` are days."""

    id: str
    checks: tuple[Check, ...]
    reason: Reason
    since: str
    until: str
    level: Level = ""
    packing: str = ""
    provisions: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    transport_category: str = ""
    routes: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    is_reason: bool = False
    is_warning: bool = False
    need: Need | None = None
    stowage: Stowage | None = None

    def holds_on(self, day: str) -> bool:
        """Tell whether the row is in force on a day."""
        return self.since <= day <= self.until

    def concerns(self, route: RuleRow) -> bool:
        """Tell whether the row is about goods that travel by a route."""
        if self.routes and route.id not in self.routes:
            return False
        return not self.levels or route.level in self.levels


@dataclass(frozen=True, slots=True)
class EditionRules:
    """What holds in one edition."""

    edition: Edition
    entries: Mapping[tuple[str, str], Entry]
    packings: Mapping[str, tuple[Choice, ...]]
    steps: Mapping[str, tuple[RuleRow, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class TransportTables:
    """All of it. ``editions`` are in the order of the table; ``rules`` those that were reviewed."""

    sha256: str
    editions: tuple[Edition, ...]
    rules: Mapping[str, EditionRules]
    limits: Mapping[str, Decimal]
    files: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, bodies: Mapping[str, bytes]) -> TransportTables:
        """Read the five tables from the bytes of their files, by the names of ``FILES``.

        Raises MalformedError that names the table and row which is none.
        """
        try:
            read = {name: Table.parse(f"un-{name}", bodies[name]) for name in FILES}
        except KeyError as error:
            raise MalformedError(f"transport tables: without {error}") from error
        return cls.of(read)

    @classmethod
    def of(cls, read: Mapping[str, Table]) -> TransportTables:
        """Make the tables ready to judge, by the names of ``FILES``.

        Raises MalformedError that names the table and row which is none.
        """
        files = {FILES[name]: table.sha256 for name, table in read.items()}
        digest = sha256("".join(f"{n} {d}\n" for n, d in sorted(files.items())).encode())
        try:
            editions = tuple(map(Edition.of_row, read["editions"].rows))
            limits = {str(row["id"]): Decimal(row["value"]) for row in read["limits"].rows}
            rules = {
                one.id: _edition_rules(one, read) for one in editions if one.reviewed and one.modes
            }
        except (KeyError, TypeError, AttributeError, InvalidOperation) as error:
            raise MalformedError(f"transport tables: {error!r}") from error
        return cls(digest.hexdigest(), editions, rules, limits, files)


def _edition_rules(edition: Edition, tables: Mapping[str, Table]) -> EditionRules:
    entries: dict[tuple[str, str], Entry] = {}
    for row in tables["entries"].rows:
        if row["editions"] is None or edition.id in row["editions"]:
            entry = _entry(row, edition)
            entries.update({(chem, way): entry for chem in row["chems"] for way in row["configs"]})
    packings: dict[str, list[Choice]] = {}
    for row in tables["packings"].rows:
        if row["editions"] is None or edition.id in row["editions"]:
            packings.setdefault(str(row["set"]), []).append(_choice(row, edition))
    steps: dict[str, list[RuleRow]] = {step: [] for step in STEPS}
    for row in tables["rules"].rows:
        if edition.regime in row["regimes"]:
            one = _rule(row, edition)
            if one.packing and one.packing not in packings:
                raise MalformedError(f"un-rules: {one.id}: no packings {one.packing!r}")
            steps[row["step"]].append(one)
    return EditionRules(
        edition,
        entries,
        {name: tuple(found) for name, found in packings.items()},
        {name: tuple(found) for name, found in steps.items()},
    )


def _entry(row: Row, edition: Edition) -> Entry:
    words = ("damaged_words", "waste_words", "damaged_article", "section_words")
    return Entry(
        id=str(row["id"]),
        un=str(row["un"]),
        name=Text(row["name_en"], row["name_es"]),
        name_es_confidence=row.get("name_es_confidence", "high"),
        words={name: str(row[name]) for name in words},
        transport_class=str(row["class"]),
        code=str(row["code"]),
        label=str(row["label"]),
        tunnel=str(row["tunnel"]),
        transport_category=str(row["transport_category"]),
        hazard_no=str(row["hazard_no"]),
        provisions=tuple(str(row["provisions"].get(edition.regime, "")).split()),
        confidence=cast("Confidence", row["confidence"]),
        source=str(row["source"]),
    )


def _choice(row: Row, edition: Edition) -> Choice:
    packing = Packing(
        str(row["code"]),
        Text(row["en"], row["es"]),
        f"{edition.cites} {row['source']}",
        least(edition.confidence, row["confidence"]),
    )
    checks = compile_when(row["when"], KNOWN, f"un-packings: {row['id']}")
    return Choice(packing, checks, bool(row["open"]))


def _rule(row: Row, edition: Edition) -> RuleRow:
    where = f"un-rules: {row['id']}"
    text = Text(row["en"], row["es"])
    source = row["source"] if row.get("outside") else f"{edition.cites} {row['source']}"
    confidence = least(edition.confidence, row["confidence"])
    level = row.get("level", "")
    if row["step"] not in STEPS or (level and level not in ORDER):
        raise MalformedError(f"{where}: step {row['step']!r}, level {level!r}")
    if row["step"] == "route" and (not level or (level != "forbidden") != ("packing" in row)):
        raise MalformedError(f"{where}: a route has a level, and packings unless it forbids")
    for template in (*row.get("marks", ()), *row.get("statements", ())):
        check_template(template, where)
    code = str(row["code"])
    need = Need(code, text, source, confidence) if row["step"] == "need" else None
    stowage = None
    if row["step"] == "stow":
        ship = (str(row["stowage"]), _words(row, "stowage_codes"), str(row["ems"]))
        stowage = Stowage(*ship, code, text, source, confidence)
    return RuleRow(
        id=str(row["id"]),
        checks=compile_when(row["when"], KNOWN, where),
        reason=Reason(code, text, source, confidence),
        since=str(row["valid_from"]),
        until=str(row["valid_to"] or FOREVER),
        level=level,
        packing=str(row.get("packing", "")),
        provisions=_words(row, "provisions"),
        marks=_words(row, "marks"),
        statements=_words(row, "statements"),
        transport_category=str(row.get("transport_category", "")),
        routes=frozenset(_words(row, "routes")),
        levels=frozenset(_words(row, "levels")),
        is_reason=row.get("kind") == "reason",
        is_warning=row.get("kind") == "warning",
        need=need,
        stowage=stowage,
    )


def _words(row: Row, name: str) -> tuple[str, ...]:
    found: Any = row.get(name, ())
    return tuple(map(str, found))
