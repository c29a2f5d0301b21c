"""``init``: entry 0 and the rulebook are one batch, and a stopped opening can be finished."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from app.yard import Ring
from batterypass import bootstrap
from batterypass.app import opening
from batterypass.app.ledger import Ledger
from batterypass.app.opening import OperatorKeys, complete_opening, open_new_ledger, unfinished
from batterypass.app.record import Recorded, record
from batterypass.errors import BrokenError, InputError, RefusedError
from batterypass.store.home import Home
from batterypass.store.sqlite import SqliteStore

ORIGIN = "registro.example/abierto"
OPERATOR = f"https://{ORIGIN}"
REGISTRAR = "https://registro.example"
FORM: dict[str, Any] = {
    "origin": ORIGIN,
    "profile": "MX",
    "registrar": {
        "party": REGISTRAR, "legal_name": "Registro", "country": "MX", "roles": ["registrar"],
    },
    "remember_keys": lambda: None,
}  # fmt: skip


class Place:
    """A folder in which one ledger is opened, perhaps again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ring = Ring(folder)
        self.now = datetime.fromisoformat("2026-03-02T08:00:00-06:00")
        self.drawn = 0

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def pin(self) -> bytes | None:
        return Home(self.home).trust(ORIGIN)

    def random(self, count: int) -> bytes:
        self.drawn += 1
        return sha256(str(self.drawn).encode()).digest()[:count]

    def ledger(self, *, ring: Ring | None = None, home: bool = True, file: str = "l.bp") -> Ledger:
        return bootstrap.open_ledger(
            self.folder / file,
            create=True,
            home=self.home if home else None,
            keys=ring or self.ring,  # type: ignore[arg-type]
            clock=lambda: self.now,
            random=self.random,
        )

    def form(self) -> dict[str, Any]:
        return {
            **FORM,
            "registrar_keys": [("daily", self.ring.make(REGISTRAR, "daily"))],
            "operator": OperatorKeys(
                *(self.ring.make(OPERATOR, role) for role in ("checkpoint", "operator", "receipt"))
            ),
            "rulebook": bootstrap.rulebook(),
        }

    def init(self, **how: Any) -> list[Recorded]:
        with self.ledger(**how) as ledger:
            return open_new_ledger(ledger.session, **self.form())


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def forget_the_pin(place: Place) -> None:
    Home(place.home).trust_path(ORIGIN).unlink()


def only_entry_0(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave what older versions left when they were killed between their two transactions."""

    def first(session: Any, statements: list[bytes], beside: Any, *, origin: str) -> Any:
        record(session, statements[:1], origin=origin)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(opening, "record", first)
        with pytest.raises(KeyboardInterrupt):
            place.init()


def test_a_ledger_without_rules_never_stands_on_the_disk(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Callable[..., None] = SqliteStore.commit
    sizes: list[int] = []

    def commit(self: SqliteStore, batch: Any) -> None:
        real(self, batch)
        sizes.append(len(batch.statements))

    monkeypatch.setattr(SqliteStore, "commit", commit)
    done = place.init()

    assert sizes == [2]
    assert [(one.index, one.kind) for one in done] == [
        (0, "ledger.opened"),
        (1, "rulebook.adopted"),
    ]
    with place.ledger() as ledger:
        assert [size for size, _, _ in ledger.store.notes()] == [2]
        verdict = ledger.verify()
        assert (verdict.authentic, verdict.compliant, verdict.trust) == (True, True, "pinned")


def test_the_rulebook_is_bound_to_entry_0(place: Place) -> None:
    """Its audience and its link name entry 0 by digest, though that was not written yet."""
    place.init()
    with place.ledger() as ledger:
        entry_0 = ledger.store.statement(0)
        digest = sha256(entry_0).hexdigest()
        assert ledger.session.audience == f"{ORIGIN}#{digest}"
        payload = ledger.entry(1).payload
        assert payload["subjects"] == [
            {"subject": OPERATOR, "lane": "main", "seq": 1, "prev": digest}
        ]
        # What was said at the opening and is still so is not said again.
        form = {
            "ledger": OPERATOR,
            "rulebook_version": bootstrap.rulebook().version,
            "digest": bootstrap.rulebook().digest,
        }
        again = ledger.log("rulebook.adopted", form, actor=REGISTRAR)
        assert (again.already, again.index) == (True, 1)


def test_a_ledger_that_an_older_version_left_without_rules_gets_them(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_entry_0(place, monkeypatch)
    assert place.pin is None
    with place.ledger() as ledger:
        assert len(ledger) == 1
        assert unfinished(ledger.session) == ("rulebook", "pin")

    done = place.init()

    assert [(one.index, one.kind) for one in done] == [(1, "rulebook.adopted")]
    with place.ledger() as ledger:
        verdict = ledger.verify()
        assert (verdict.authentic, verdict.compliant, verdict.trust) == (True, True, "pinned")
        assert unfinished(ledger.session) == ()
    with pytest.raises(InputError, match="holds the ledger"):
        place.init()


def test_a_pin_that_is_missing_is_made_and_nothing_is_written(place: Place) -> None:
    place.init()
    pinned = place.pin
    forget_the_pin(place)

    assert place.init() == []

    assert place.pin == pinned
    with place.ledger() as ledger:
        assert len(ledger) == 2


@pytest.mark.parametrize("missing", ["pin", "rulebook"])
def test_nobody_finishes_an_opening_with_other_keys(
    place: Place, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if missing == "pin":
        place.init()
        forget_the_pin(place)
    else:
        only_entry_0(place, monkeypatch)
    size = 2 if missing == "pin" else 1
    strangers = Ring(place.folder / "strangers")
    without_registrar = Ring(place.folder / "operator")
    for role in ("checkpoint", "operator", "receipt"):
        without_registrar.make(OPERATOR, role)
    others = [strangers] if missing == "pin" else [strangers, without_registrar]
    for ring in others:
        with pytest.raises(InputError, match="holds the ledger"):
            place.init(ring=ring)
    assert place.pin is None
    with place.ledger() as ledger:
        assert len(ledger) == size


def test_another_origin_is_refused_whatever_is_missing(place: Place) -> None:
    place.init()
    forget_the_pin(place)
    with place.ledger() as ledger, pytest.raises(InputError, match="holds the ledger"):
        complete_opening(ledger.session, origin="other.example/log", rulebook=bootstrap.rulebook())
    assert place.pin is None


def test_a_ledger_that_was_changed_is_not_pinned(place: Place) -> None:
    place.init()
    forget_the_pin(place)
    with closing(sqlite3.connect(place.folder / "l.bp")) as file:
        file.execute("UPDATE subjects SET main_count = main_count + 1")
        assert file.total_changes
        file.commit()
    with pytest.raises(BrokenError, match="does not verify"):
        place.init()
    assert place.pin is None


def test_an_older_copy_is_not_pinned_over_what_is_remembered(place: Place) -> None:
    place.init()
    older = (place.folder / "l.bp").read_bytes()
    with place.ledger() as ledger:
        later = {
            "ledger": OPERATOR,
            "rulebook_version": "99",
            "digest": bootstrap.rulebook().digest,
        }
        assert ledger.log("rulebook.adopted", later, actor=REGISTRAR).index == 2
    (place.folder / "l.bp").write_bytes(older)
    forget_the_pin(place)
    with pytest.raises(BrokenError, match="does not verify"):
        place.init()
    assert place.pin is None


def test_without_a_home_there_is_nothing_to_finish(place: Place) -> None:
    place.init(home=False)
    with pytest.raises(InputError, match="holds the ledger"):
        place.init(home=False)


def test_a_second_ledger_of_a_trusted_origin_is_refused_before_it_is_written(place: Place) -> None:
    place.init()
    kept: list[str] = []
    with place.ledger(file="other.bp") as ledger:
        form = {**place.form(), "remember_keys": lambda: kept.append("keys")}
        with pytest.raises(RefusedError, match="trusted here already"):
            open_new_ledger(ledger.session, **form)
        assert len(ledger) == 0
    assert not kept
