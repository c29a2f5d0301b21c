"""Lists to import in tests: rows of a table, and the import of it into a small ledger."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path
from typing import Any

import pytest

from app.yard import REGISTRAR, Yard, make_yard, reopen
from batterypass.app.directory_import import (
    CheckedList,
    Choices,
    ListSource,
    check_list,
    sign_list,
)
from batterypass.exchange.listing_mapping import ListMapping
from batterypass.exchange.listing_table import read_list
from batterypass.exchange.source import Source

SEMARNAT = "SEMARNAT, padrón de empresas autorizadas"
DAY = "2026-03-10"
LATER = "2026-04-10"
ROW = {
    "legal_name": "Metales del Bajío, S.A. de C.V.", "tax_id": "MBA010101AA1",
    "scheme": "MX-SEMARNAT", "number": "11-IV-36-09", "authority": "SEMARNAT",
    "operations": "reciclaje", "waste_class": "hazardous", "streams": "whole_battery",
    "effective_from": "2026-01-15", "effective_to": "2036-01-14", "street": "Av. Juárez",
    "ext_no": "12", "postal_code": "36100", "municipality": "Silao", "state": "Guanajuato",
    "phone": "+52 472 555 0142", "status": "vigente",
}  # fmt: skip
OTHER = {
    **ROW, "legal_name": "Litio de Sonora, S.A.P.I. de C.V.", "tax_id": "LSO010101AA2",
    "number": "26-IV-37-09", "postal_code": "83000", "municipality": "Hermosillo",
    "state": "Sonora",
}  # fmt: skip
THIRD = {
    **ROW, "legal_name": "Masa Negra Toluca, S. de R.L. de C.V.", "tax_id": "MNT010101AA3",
    "number": "15-IV-38-09", "postal_code": "50000", "municipality": "Toluca", "state": "México",
}  # fmt: skip


def table(*rows: dict[str, str], delimiter: str = ",") -> bytes:
    """Write rows as CSV; the columns are those of the first."""
    out = io.StringIO(newline="")
    names = list(rows[0])
    writer = csv.DictWriter(out, names, delimiter=delimiter, restval="", extrasaction="raise")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def copy_of(template: Yard, folder: Path) -> Yard:
    """Give a copy of a ledger to write in; the clock stands after the lists."""
    shutil.copytree(template.ring.folder, folder, dirs_exist_ok=True)
    return reopen(template, folder).at("05-04T09:00")


def new_template(folder: Path) -> Yard:
    """Make the ledger that tests copy."""
    yard = make_yard(folder, packs=0)
    yard.ledger.close()
    return yard


def check(
    yard: Yard,
    body: bytes,
    *,
    day: str = DAY,
    source: str | None = SEMARNAT,
    actor: str = REGISTRAR,
    name: str = "list.csv",
    mapping: ListMapping = ListMapping(),  # noqa: B008 - it is frozen
    is_part: bool = False,
    **choices: Any,
) -> CheckedList:
    """Check a list."""
    given = Source(name, body)
    found = read_list(given, mapping.is_known, mapping.sheet)
    origin = ListSource(
        source, day, given.sha256, len(body), "text/csv", is_part=is_part or found.is_part
    )
    return check_list(yard.session, found, mapping, origin, actor=actor, choices=Choices(**choices))


def take(yard: Yard, body: bytes, **settings: Any) -> CheckedList:
    """Import a list; it must go in."""
    checked = check(yard, body, **settings)
    assert not checked.refused, said(checked)
    sign_list(yard.session, checked)
    return checked


def said(checked: CheckedList) -> list[str]:
    """Give every problem as people read it."""
    return [problem.text("en") for problem in checked.problems()]


def told(checked: CheckedList) -> list[str]:
    """Give everything that is told of rows that are taken."""
    return [note.text("en") for note in checked.notes]


def kinds(checked: CheckedList) -> dict[str, int]:
    """Count the events, without those of parties."""
    return {
        kind.partition(".")[2]: count
        for kind, count in checked.kinds().items()
        if not kind.startswith("party")
    }


def subject(number: str = ROW["number"], scheme: str = "MX-SEMARNAT") -> str:
    """Name an authorisation that the registrar has copied."""
    return f"{REGISTRAR}#authorisation/{scheme}/{number}"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    """Give the ledger that the tests of a file copy."""
    return new_template(tmp_path_factory.mktemp("lists"))


@pytest.fixture
def yard(template: Yard, tmp_path: Path) -> Yard:
    """Give a copy of it to write in."""
    return copy_of(template, tmp_path)


def held(yard: Yard, number: str = ROW["number"]) -> Any:
    """Give an authorisation as the ledger has it now."""
    state = yard.session.world.authorisation(subject(number))
    assert state is not None
    return state


def holder(yard: Yard, number: str = ROW["number"]) -> Any:
    """Give the party that holds an authorisation, as the ledger has it now."""
    return yard.session.world.party(held(yard, number).holder)
