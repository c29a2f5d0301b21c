"""verify, rebuild and export tiles from the command line."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from batterypass.tlog.checkpoint import Checkpoint
from batterypass.tlog.note import parse_note
from cli.desk import Desk


def _change(path: Path, old: bytes, new: bytes) -> None:
    """Change a value with a database tool, as somebody with the file can."""
    with sqlite3.connect(path) as database:
        rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in rows:
            database.execute(f'DROP TRIGGER "{name}"')
        found = database.execute(
            "SELECT idx, statement FROM entries WHERE instr(statement, ?) > 0", (old,)
        ).fetchall()
        assert found
        rowid, value = found[0]
        database.execute(
            "UPDATE entries SET statement = ? WHERE idx = ?",
            (bytes(value).replace(old, new), rowid),
        )
    database.close()


def test_a_sound_ledger_has_both_verdicts_in_one_object(yard: Desk) -> None:
    ran = yard.ok("verify --json")
    found = ran.json
    assert (found["authentic"], found["compliant"], found["trust"]) == (True, True, "pinned")
    assert len(bytes.fromhex(found["root"])) == 32
    assert found["size"] == yard.ok("checkpoint --json").json["size"]
    for check in found["checks"]:
        assert set(check) == {"name", "ok", "detail"}
        assert check["ok"] is True
    assert ran.out.count("\n{") == 0


def test_a_verdict_for_people_names_each_check_and_both_words(yard: Desk) -> None:
    said = yard.ok("verify").out
    assert "✓ signatures" in said
    assert "✓ authentic · ✓ compliant" in said
    yard.lang = "es"
    said = yard.ok("verify").out
    assert "✓ firmas" in said
    assert "DICTAMEN" in said


def test_a_changed_value_is_found_and_exits_with_4(yard: Desk) -> None:
    _change(yard.ledger, b'"mass_kg":"412.5"', b'"mass_kg":"312.5"')
    ran = yard.run("verify --json")
    assert ran.code == 4
    assert ran.json["authentic"] is False
    assert ran.json["compliant"] is None
    assert any(finding["entry"] is not None for finding in ran.json["findings"])
    said = yard.run("verify").out
    assert "✗" in said
    assert "batterypass explain" in said
    assert "NOT authentic" in said


def test_a_ledger_that_nothing_vouches_for_is_undecided_until_accepted(
    yard: Desk, tmp_path: Path
) -> None:
    yard.environ["BATTERYPASS_HOME"] = str(tmp_path / "elsewhere")
    ran = yard.run("verify --json")
    assert (ran.code, ran.json["authentic"], ran.json["trust"]) == (5, None, "first-use")
    assert "--first-use" in yard.run("verify").err
    assert yard.run("verify --first-use").code == 0
    assert yard.run("verify --json").json["trust"] == "remembered"


def test_a_trust_file_is_used_in_place_of_the_pinned_one(yard: Desk, tmp_path: Path) -> None:
    pin = next((yard.folder / "home" / "trust").iterdir())
    kept = tmp_path / "operator.policy"
    shutil.copy(pin, kept)
    yard.environ["BATTERYPASS_HOME"] = str(tmp_path / "elsewhere")
    assert yard.ok("verify", "--trust", str(kept), "--json").json["trust"] == "pinned"
    kept.write_text(kept.read_text("ascii").replace("sha256:", "sha256:0", 1)[:-1] + "\n", "ascii")
    assert yard.run("verify", "--trust", str(kept)).code in (2, 4)
    assert yard.run("verify", "--trust", str(tmp_path / "none")).code == 1


def test_a_quick_look_decides_nothing_but_finds_a_false_head(yard: Desk) -> None:
    ran = yard.run("verify --quick --json")
    assert (ran.code, ran.json["authentic"]) == (5, None)
    assert "undecided" in yard.run("verify --quick").out


def test_an_older_copy_is_found_by_the_checkpoint_that_was_seen(yard: Desk, tmp_path: Path) -> None:
    older = tmp_path / "older.bp"
    shutil.copy(yard.ledger, older)
    yard.ok(
        "log pack.placed-on-market SA26-000001 country=MX placed_on=2026-03-03 --as sierra --yes"
    )
    assert yard.run("verify", str(older)).code == 4
    assert yard.run("verify", str(older), "--quick").code == 4
    yard.environ["BATTERYPASS_LEDGER"] = str(older)
    ran = yard.run(
        "log pack.placed-on-market SA26-000002 country=MX placed_on=2026-03-03 --as sierra --yes"
    )
    assert ran.code == 4
    assert "fork the log" in ran.err


def test_a_changed_derived_table_is_rebuilt_from_the_entries(yard: Desk) -> None:
    database = sqlite3.connect(yard.ledger)
    with database:
        changed = database.execute(
            "UPDATE subjects SET state ="
            " CAST(replace(CAST(state AS TEXT), 'in_stock', 'exported') AS BLOB) WHERE instr(state, 'in_stock') > 0"
        ).rowcount
    database.close()
    assert changed == 2
    assert yard.run("verify --json").json["authentic"] is False
    before = yard.ledger.read_bytes()
    tried = yard.ok("rebuild --dry-run --json").json
    assert (tried["dry_run"], yard.ledger.read_bytes()) == (True, before)
    assert "would be made again" in yard.ok("rebuild --dry-run").out
    assert yard.run("verify --json").json["authentic"] is False
    done = yard.ok("rebuild --json").json
    assert done["different"] == tried["different"] >= 2
    assert yard.run("verify --json").json["authentic"] is True
    assert yard.ok("rebuild --json").json["different"] == 0


def test_tiles_are_written_once_and_added_to(yard: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "published"
    first = yard.ok("export", "tiles", str(folder), "--json").json
    assert first["written"] == first["files"] > 3
    assert yard.ok("export", "tiles", str(folder), "--json").json["written"] == 0
    yard.ok(
        "log pack.placed-on-market SA26-000001 country=MX placed_on=2026-03-03 --as sierra --yes"
    )
    again = yard.ok("export", "tiles", str(folder), "--json").json
    assert 0 < again["written"] < again["files"]
    note = (folder / "checkpoint").read_bytes()
    assert Checkpoint.parse(parse_note(note).text).size == again["size"]


@pytest.mark.parametrize("what", ["tile", "checkpoint", "older"])
def test_a_published_file_is_never_overwritten_with_other_bytes(
    yard: Desk, tmp_path: Path, what: str
) -> None:
    folder = tmp_path / "published"
    older = tmp_path / "older.bp"
    shutil.copy(yard.ledger, older)
    yard.ok(
        "log pack.placed-on-market SA26-000001 country=MX placed_on=2026-03-03 --as sierra --yes"
    )
    yard.ok("export", "tiles", str(folder))
    if what == "tile":
        tile = next(path for path in (folder / "tile" / "0").rglob("*") if path.is_file())
        tile.write_bytes(b"x" + tile.read_bytes()[1:])
        before = tile.read_bytes()
        ran = yard.run("export", "tiles", str(folder))
        assert tile.read_bytes() == before
    elif what == "checkpoint":
        (folder / "checkpoint").write_bytes(b"something else\n")
        ran = yard.run("export", "tiles", str(folder))
        assert (folder / "checkpoint").read_bytes() == b"something else\n"
    else:
        yard.environ["BATTERYPASS_LEDGER"] = str(older)
        ran = yard.run("export", "tiles", str(folder))
    assert ran.code == 4


def test_the_checkpoint_is_published_last(yard: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "published"
    folder.mkdir()
    (folder / "tile").write_text("a file where a folder must be", "ascii")
    assert yard.run("export", "tiles", str(folder)).code == 1
    assert not (folder / "checkpoint").exists()
