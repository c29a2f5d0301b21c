"""What the library page shows works, and the public names do what the commands do."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import batterypass
from batterypass.errors import InputError, RefusedError
from cli.desk import PASSPHRASE, Desk, open_yard, pack_words, quick_keys
from shared import ROOT

PAGE = ROOT / "docs" / "manual" / "library.md"


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("library")
    with pytest.MonkeyPatch.context() as patch:
        quick_keys(patch)
        desk = open_yard(folder)
        for number in (1, 2):
            desk.ok("pack", "add", *pack_words(number), "--as", "sierra-alta", "--yes")
    return desk


def opened(yard: Desk) -> Any:
    moment = datetime.fromisoformat("2026-03-04T10:00:00-06:00")
    keys = batterypass.key_ring(yard.folder / "home" / "keys", PASSPHRASE)
    return batterypass.open_ledger(
        yard.ledger, home=yard.folder / "home", keys=keys, clock=lambda: moment
    )


def test_the_page_runs_from_its_first_line_to_its_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    quick_keys(monkeypatch)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "packs.csv").write_text("item,serial\nhttps://id.registry.example/p/1,1\n")
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert len(blocks) >= 5
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, PAGE.name, "exec"), names)  # noqa: S102 - it is our own page
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith(("2 entries;", "3 entries;"))
    assert re.fullmatch(r"\d+ [0-9a-f]{64}", said[1])
    assert said[2].startswith("InputError no item here answers to 'nothing-here'")
    assert "0 ledger.opened" in said
    assert "['Registry'] []" in said
    assert "True True pinned 0" in said
    assert (tmp_path / "public" / "checkpoint").exists()


def test_every_public_name_is_on_the_page_and_there(yard: Desk) -> None:
    page = PAGE.read_text("utf-8")
    for name in batterypass.__all__:
        assert hasattr(batterypass, name)
        assert name == "__version__" or f"batterypass.{name}(" in page, name
    with pytest.raises(AttributeError):
        _ = batterypass.no_such_name


def test_an_event_is_signed_by_names_and_a_repetition_changes_nothing(yard: Desk) -> None:
    with opened(yard) as ledger:
        before = len(ledger)
        said = {"item": "SA26-000001", "condition": "serviceable", "method": "visual"}
        done = batterypass.sign_event(ledger, "item.assessed", actor="sierra", **said)
        assert done.index >= before
        newest = ledger.history("SA26-000001")[-1]
        assert newest.payload["item"].startswith("https://id.sierra-alta.example/")
        assert newest.payload["actor"] == "https://sierra-alta.example"
        again = batterypass.sign_event(ledger, "item.assessed", actor="sierra", **said)
        assert (again.already, again.index) == (True, done.index)


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"item": "nowhere"}, InputError),
        ({"item": "SA26-000001", "condition": "nice"}, InputError),
        ({"item": "SA26-000001", "no_such_field": 1}, InputError),
    ],
)
def test_what_is_off_is_said_and_nothing_is_written(
    yard: Desk, said: dict[str, Any], error: type[Exception]
) -> None:
    with opened(yard) as ledger:
        before = len(ledger)
        with pytest.raises(error):
            batterypass.sign_event(ledger, "item.assessed", actor="sierra", method="visual", **said)
        assert len(ledger) == before


def test_a_refusal_carries_its_findings_and_writes_nothing(yard: Desk) -> None:
    with opened(yard) as ledger:
        before = len(ledger)
        with pytest.raises(RefusedError) as refused:
            batterypass.sign_event(
                ledger, "item.declared-waste", actor="recicladora", items=["SA26-000002"],
                reason="end_of_life", stream="whole_battery",
            )  # fmt: skip
        assert refused.value.findings
        assert len(ledger) == before


def test_a_file_is_imported_once_and_its_passport_printed_twice_alike(
    yard: Desk, tmp_path: Path
) -> None:
    words = [one for one in pack_words(3) if not one.startswith("https")]
    file = tmp_path / "packs.csv"
    pairs = dict(one.split("=", 1) for one in words)
    url = pack_words(3)[0]
    file.write_text(",".join(["item", *pairs]) + "\n" + ",".join([url, *pairs.values()]) + "\n")
    with opened(yard) as ledger:
        taken = batterypass.import_packs(ledger, file, actor="sierra-alta")
        assert taken.signed == 1
        assert batterypass.import_packs(ledger, file, actor="sierra-alta").signed == 0
        assert ledger.item("SA26-000003").serial == "SA26-000003"
        with pytest.raises(InputError):
            batterypass.passport_pdf(ledger, "SA26-000003")
        files = batterypass.export_tiles(ledger, tmp_path / "public")
        assert files.files == files.written > 0
        assert ledger.verify().authentic is True


def test_importing_the_package_loads_neither_the_library_nor_a_store() -> None:
    code = (
        "import sys, batterypass;"
        "print([one for one in ('batterypass.library', 'batterypass.bootstrap', 'sqlite3',"
        " 'pydantic') if one in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert done.strip() == "[]"
