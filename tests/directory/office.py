"""A registrar's office to test the commands of the directory at.

The yard of the command line's tests with a year of its directory: a workshop of which a list says
things, a recycler with two sites, certificates, and a carrier. Everything is signed by commands.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cli.desk import Desk, open_yard, quick_keys

WORKSHOP = "https://taller-volta.example"
NORTE = "https://recicladora-norte.example"
NUMBER = "19-II-7-26"
DIGEST = "a" * 64
#: The one office of this run; each file that imports the fixture has one of its own otherwise.
_OPENED: list[Path] = []
#: What the registrar's later entries about the workshop's authorisation were copied from.
COPIED = ["--source", "Padrón SEMARNAT", "--copy", DIGEST]


def copied(day: str) -> dict[str, str]:
    """Write where a grant was read."""
    return {"source": "Padrón SEMARNAT", "published_on": day, "digest": DIGEST}


def grant(number: str, holder: str, site: str, **changed: Any) -> dict[str, Any]:
    """Write the form of a grant that a list names."""
    scope = {
        "operation": "acopio", "waste_class": "hazardous",
        "streams": ["whole_battery", "cells_modules_offspec"], "damaged_accepted": True,
    }  # fmt: skip
    return {
        "kind": "authorisation.granted", "scheme": "MX-SEMARNAT", "number": number,
        "holder": holder, "holder_site": site, "scopes": [{**scope, **changed.pop("scope", {})}],
        "effective_from": "2026-01-01", "effective_to": "2026-06-30", "capacity_t_year": "1",
        "transcription": copied("2026-02-15"), **changed,
    }  # fmt: skip


SITE_2 = {
    "party": NORTE,
    "opened": {
        "site_id": "patio-2", "name": "Patio Apodaca", "latitude": "25.78", "longitude": "-100.19",
        "address": {
            "street": "Uno", "ext_no": "1", "postal_code": "66600", "municipality": "Apodaca",
            "state": "Nuevo León", "state_key": "19", "country": "MX",
        },
    },
}  # fmt: skip


def told(desk: Desk, at: str, *words: str) -> None:
    """Run a command that signs."""
    desk.ok(*words, "--yes", at=at)


def open_office(folder: Path) -> Desk:
    """Open the yard, and tell its directory what a year brings."""
    desk = open_yard(folder)
    forms = folder / "forms.json"
    certificate = grant(
        "R2-77", NORTE, "patio-1", scheme="R2v3", effective_to="2028-12-31",
        scope={"operation": "reciclaje", "waste_class": "any"},
    )  # fmt: skip
    forms.write_text(
        json.dumps([grant(NUMBER, WORKSHOP, "taller-1"), certificate]), encoding="utf-8"
    )
    told(desk, "03-04T09:00", "log", "-", "--from", str(forms), "--as", "registro")
    suspended = ["--from", "2026-04-01", "--reason", "inspection", "--published-on", "2026-04-02"]
    told(desk, "04-05T09:00", "recycler", "suspend", NUMBER, *suspended, *COPIED)
    over = ["--from", "2026-04-10", "--published-on", "2026-04-12"]
    told(desk, "04-15T09:00", "recycler", "reinstate", NUMBER, *over, *COPIED)
    filed = ["--filed-on", "2026-06-01", "--published-on", "2026-06-03"]
    told(desk, "06-05T09:00", "recycler", "renew", NUMBER, *filed, *COPIED)
    site = folder / "site.json"
    site.write_text(json.dumps(SITE_2), encoding="utf-8")
    told(desk, "07-01T09:00", "log", "party.site-opened", "--from", str(site), "--as", "norte")
    at_2 = grant(
        "19-IV-99-26", NORTE, "patio-2", effective_to="2030-01-01",
        scope={"operation": "tratamiento", "streams": ["black_mass"], "chemistries": ["NMC"]},
    )  # fmt: skip
    forms.write_text(json.dumps([at_2]), encoding="utf-8")
    told(desk, "07-01T09:10", "log", "-", "--from", str(forms), "--as", "registro")
    desk.at = "2026-07-15T09:00:00-06:00"
    return desk


@pytest.fixture(scope="session")
def opened_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Open one office for all files of tests; they work on copies of it."""
    if _OPENED:
        return _OPENED[0]
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        quick_keys(patch)
        open_office(folder)
    _OPENED.append(folder)
    return folder


@pytest.fixture
def office(opened_office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Give a copy of the office on 15 July 2026."""
    quick_keys(monkeypatch)
    folder = tmp_path / "office"
    shutil.copytree(opened_office, folder)
    return Desk(folder, at="2026-07-15T09:00:00-06:00")
