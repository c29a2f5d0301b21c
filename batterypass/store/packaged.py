"""The tables of law that are installed with the program, each read once and when it is needed."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from batterypass.errors import FailedError
from batterypass.regulations.tables import FILES, Regulations, Table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from batterypass.regulations.carta_porte import CartaPorteTables
    from batterypass.regulations.deadlines import Deadlines
    from batterypass.regulations.manifest_fields import FormTable
    from batterypass.regulations.origin import Element
    from batterypass.regulations.recovery_targets import RecoveryTargets
    from batterypass.regulations.transport.tables import TransportTables
    from batterypass.regulations.un383 import Un383Law
    from batterypass.regulations.workflow import Workflow


@cache
def regulations() -> Regulations:
    """Give the packaged tables of law."""
    return Regulations.parse({name: packaged(file) for name, file in FILES.items()})


@cache
def carriage() -> Table:
    """Give the packaged table from which transport decisions are proposed."""
    return Table.parse("carriage", packaged("carriage.json"))


@cache
def second_life_thresholds() -> Table:
    """Give the packaged table by which a further life is advised; advice only, no rulebook."""
    from batterypass.regulations.second_life import parse_thresholds

    return parse_thresholds(packaged("second-life-thresholds.json"))


@cache
def manifest_fields() -> Mapping[str, FormTable]:
    """Give the packaged table of the boxes of waste forms."""
    # Few commands need it or the two below, and every command waits for imports.
    from batterypass.regulations.manifest_fields import parse_fields

    return parse_fields(packaged("manifest-fields.csv"))


@cache
def deadlines() -> Deadlines:
    """Give the packaged table of deadlines."""
    from batterypass.regulations.deadlines import parse_deadlines

    return parse_deadlines(packaged("manifest-deadlines.json"))


@cache
def recovery_targets() -> RecoveryTargets:
    """Give the packaged table of what has to be recovered, collected and taken back."""
    from batterypass.regulations.recovery_targets import parse_recovery_targets

    return parse_recovery_targets(packaged("recovery-targets.csv"))


@cache
def origin_elements() -> tuple[Element, ...]:
    """Give the packaged table of what a certification of origin says; told, never judged."""
    from batterypass.regulations.origin import parse_elements

    return parse_elements(packaged("origin-elements.json"))


@cache
def un383_law() -> Un383Law:
    """Give the packaged table of what a UN 38.3 test summary has to say."""
    from batterypass.regulations.un383 import parse_un383

    return parse_un383(packaged("un38-3.json"))


@cache
def workflow() -> Workflow:
    """Give the packaged table of the states of a manifest."""
    from batterypass.regulations.workflow import parse_workflow

    return parse_workflow(packaged("manifest-workflow.json"))


@cache
def transport_tables() -> TransportTables:
    """Give the packaged tables from which transport decisions are made."""
    from batterypass.regulations.transport.loads import tables_of

    tables = tables_of(regulations())
    if tables is None:
        raise FailedError(
            "the packaged tables of transport are not whole: install the program again",
            code="open.no-transport",
        )
    return tables


@cache
def carta_porte() -> CartaPorteTables:
    """Give the packaged tables of SAT's Carta Porte complement."""
    from batterypass.regulations.carta_porte import CartaPorteTables

    return CartaPorteTables.parse(
        packaged("sat-carta-porte.json"), packaged("sat-carta-porte-structure.json")
    )


@cache
def adr_points() -> Table:
    """Give the packaged table of ADR 1.1.3.6."""
    return Table.parse("adr-points", packaged("adr-points.json"))


@cache
def emergency_phones() -> Table:
    """Give the packaged table that configured emergency numbers are compared with."""
    return Table.parse("emergency-phones", packaged("emergency-phones.json"))


def packaged(file: str) -> bytes:
    """Give the bytes of an installed table."""
    return (_folder() / file).read_bytes()


@cache
def _folder() -> Traversable:
    return resources.files("batterypass.regulations") / "data"
