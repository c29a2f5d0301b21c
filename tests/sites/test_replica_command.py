"""Replicas by their commands: made, read, verified and brought up to date."""

from __future__ import annotations

import json
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from batterypass import bootstrap
from batterypass.app.site import SiteSession
from batterypass.store.ddl import REPLICA_ID
from batterypass.texts.messages import MESSAGES
from cli.custody import offer
from cli.desk import PASSPHRASE, Desk, open_yard, pack_words, quick_keys
from faults.yard import (
    ORIGIN,
    Yard,
)
from sites.copies import Replica
from sites.replicas import SIZE, write_more
from sites.replicas import made as made
from sites.replicas import replica as replica
from sites.replicas import yard as yard

MAKER_NAME, CONSIGNMENT = "sierra-alta", "M-2026-00001"


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Desk]:
    """Give the operator's desk with a little of everything, and one with a replica of it."""
    folder = tmp_path_factory.mktemp("desks")
    (folder / "yard").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        quick_keys(patch)
        desk = open_yard(folder / "yard")
        for number in (1, 2, 3):
            desk.ok("pack", "add", *pack_words(number), "--as", MAKER_NAME, "--yes")
        desk.at = "2026-03-04T10:00:00-06:00"
        desk.ok(
            "passport", "issue", "SA26-000003", "extinguishing_agent=agua",
            "number_of_full_cycles=3", "--as", MAKER_NAME, "--yes",
        )  # fmt: skip
        desk.at = "2026-03-05T09:00:00-06:00"
        desk.ok(
            "log", "item.declared-waste", "SA26-000001", "SA26-000002", "reason=end_of_life",
            "stream=whole_battery", "--as", MAKER_NAME, "--yes",
        )  # fmt: skip
        offer(desk, 1, 2)
        desk.ok("ship", "collect", CONSIGNMENT, "--plate", "EJ-042", "--yes", at="03-05T10:00")
        desk.ok(
            "manifest", "pdf", CONSIGNMENT, "-o", str(folder / "m.pdf"), "--as", MAKER_NAME, "--yes"
        )
        desk.ok("export", "tiles", str(folder / "stick"))
    site = Desk(folder / "site", at=desk.at)
    trust = next((desk.folder / "home" / "trust").iterdir())
    site.ok("replica", "create", str(folder / "stick"), f"{site.folder}/", "--trust", str(trust))
    return desk, site


_READING = (
    "pack list", "pack show SA26-000001", "pack show SA26-000003",
    "history SA26-000001", "show 0", "show 5", "show 30", "show 5 --proof",
    "party list", "party show sierra-alta", "today", "verify", "verify --quick", "checkpoint",
    "passport show SA26-000003", "manifest show M-2026-00001", "manifest check ../m.pdf",
    "key show sierra-alta", "key show --vkey", "history SA26-000002", "schema",
)  # fmt: skip


@pytest.mark.parametrize("words", _READING)
def test_every_command_that_reads_says_the_same_on_a_replica(
    desks: tuple[Desk, Desk], words: str
) -> None:
    operator, site = desks
    words = words.replace("..", str(operator.folder.parent))
    ours, theirs = operator.run(f"{words} --json"), site.run(f"{words} --json")
    # A quick look decides nothing anywhere.
    assert ours.code == theirs.code == (5 if "--quick" in words else 0), (ours.err, theirs.err)
    assert _shared(theirs.out) == _shared(ours.out)


def test_papers_of_public_data_are_the_same_bytes_on_a_replica(desks: tuple[Desk, Desk]) -> None:
    pages = []
    for desk in desks:
        page = desk.folder / "passport.pdf"
        desk.ok("passport", "pdf", "SA26-000003", "-o", str(page))
        pages.append(page.read_bytes())
    assert pages[0] == pages[1]


def _shared(out: str) -> Any:
    """Give what both must say alike: not what is sealed, and not what only a site has."""
    if not out.startswith("{"):
        return out
    value = json.loads(out)
    for name in ("outbox", "replica"):
        value.pop(name, None)
    value.pop("trust", None)
    return _without(value, "sealed", "private", "checks", "replica_updated")


def _without(value: Any, *names: str) -> Any:
    if isinstance(value, dict):
        return {key: _without(one, *names) for key, one in value.items() if key not in names}
    return [_without(one, *names) for one in value] if isinstance(value, list) else value


def test_a_replica_is_verified_like_a_ledger(desks: tuple[Desk, Desk]) -> None:
    found = desks[1].ok("verify --json").json
    assert found["authentic"]
    assert found["compliant"]
    assert all(check["ok"] is not False for check in found["checks"])


def test_create_says_what_was_checked_and_what_to_do_next(yard: Yard, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site", at="2026-03-05T08:00:00-06:00", lang="es")
    policy = tmp_path / "norte.policy"
    policy.write_bytes(yard.trust())
    refused = desk.run("replica", "create", str(yard.path), str(desk.folder) + "/")
    assert refused.code == 5
    assert "--first-use" in refused.err
    assert not desk.ledger.exists()
    made = desk.ok(
        "replica", "create", str(yard.path), str(desk.folder) + "/", "--trust", str(policy)
    )
    assert "✓ réplica" in made.out
    assert "sellados" in made.out
    assert "&& batterypass today" in made.out
    again = desk.ok("replica", "create", str(yard.path), str(desk.folder))
    assert "nada nuevo" in again.out
    write_more(yard)
    assert f"{SIZE} →" in desk.ok("replica", "update").out
    assert "antigua" in desk.ok("replica", "update", str(tmp_path / "tiles")).out
    found = desk.ok("replica", "update", "--json").json
    assert found["before"] == found["size"] > SIZE
    assert found["origin"] == ORIGIN


@pytest.mark.parametrize("target", ["yard/", "yard", "copy.bp", "there"])
def test_a_target_is_a_folder_or_a_file(yard: Yard, tmp_path: Path, target: str) -> None:
    desk = Desk(tmp_path / "site")
    (tmp_path / "new" / "there").mkdir(parents=True)
    name = str(tmp_path / "new") + "/" + target
    made = desk.ok("replica", "create", str(yard.path), name, "--first-use", "--json").json
    expected = Path(name) if target == "copy.bp" else Path(name) / "ledger.bp"
    assert Path(made["replica"]) == expected
    with sqlite3.connect(expected) as database:
        assert database.execute("PRAGMA application_id").fetchone() == (REPLICA_ID,)


def test_a_replica_is_never_made_over_an_operators_ledger(yard: Yard, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site")
    before = yard.path.read_bytes()
    ran = desk.run("replica", "create", str(tmp_path / "tiles"), str(yard.path), "--first-use")
    assert ran.code == 2
    assert yard.path.read_bytes() == before


@pytest.mark.parametrize("source", ["nowhere", "empty", "several"])
def test_a_source_that_is_none_is_named(yard: Yard, tmp_path: Path, source: str) -> None:
    desk = Desk(tmp_path / "site")
    place = tmp_path / source
    if source != "nowhere":
        place.mkdir()
    if source == "several":
        for name in ("a.bp", "b.bp"):
            shutil.copy(yard.path, place / name)
    ran = desk.run("replica", "create", str(place), str(tmp_path / "new.bp"), "--first-use")
    assert ran.code == 2
    assert source in ran.err
    assert not (tmp_path / "new.bp").exists()


def test_an_update_that_does_not_know_where_from_asks(yard: Yard, replica: Replica) -> None:
    replica.grow(yard.path, yard.trust())
    desk = Desk(replica.folder)
    ran = desk.run("replica update")
    assert ran.code == 2
    assert "SOURCE" in ran.err


def test_each_way_to_trust_a_log_has_its_words() -> None:
    for kind in ("pinned", "remembered", "first-use"):
        assert MESSAGES.known(f"replica.trust-{kind}") is not None


def test_an_update_alone_settles_what_was_signed_here(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    operator, site = (
        Desk(Path(shutil.copytree(desk.folder, tmp_path / desk.folder.name))) for desk in desks
    )
    site.environ["BATTERYPASS_KEYS"] = str(operator.folder / "home" / "keys")
    site.at = operator.at = "2026-03-06T09:00:00-06:00"
    site.ok(
        "log", "item.assessed", "SA26-000003", "condition=serviceable", "method=visual",
        "--as", MAKER_NAME, "--yes",
    )  # fmt: skip
    with bootstrap.open_ledger(site.ledger, home=site.folder / "home") as ledger:
        assert isinstance(ledger.session, SiteSession)
        (pending,) = ledger.session.outbox.live()
    keys = bootstrap.key_ring(operator.folder / "home" / "keys", lambda: PASSPHRASE)
    with bootstrap.open_ledger(
        operator.ledger,
        home=operator.folder / "home",
        keys=keys,
        clock=lambda: datetime.fromisoformat(operator.at),
    ) as ledger:
        ledger.record([pending.statement])
    done = site.ok("replica", "update", str(operator.ledger), "--json").json
    assert done["outbox"]["recorded"] == 1
    assert done["outbox"]["pending"] == 0
    again = site.ok("replica", "update", str(operator.ledger), "--json").json
    assert again["outbox"]["recorded"] == 0
