"""``label print`` at a desk: lists, lists that go on, sizes, second codes, what is recorded."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from batterypass.documents.photo import read_photo
from batterypass.domain.ids import printed_id
from batterypass.store.sqlite import SqliteStore
from cli.desk import Person, pack_words

if TYPE_CHECKING:
    from cli.desk import Desk

ID = "https://id.sierra-alta.example/01/09521234560104/21/SA26-{:06}"
PACK = "SA26-000001"
FIRST = printed_id(ID.format(1))


def printed(office: Desk, *words: str) -> list[str]:
    """Print, and give the serial numbers in the order of the labels."""
    office.ok("label", "print", *words, "-o", "l.pdf", "--copies", "1", "--sheet", "roll-100x50")
    return [
        text.partition("#")[0].rpartition("/")[2]
        for text in read_photo(Path("l.pdf").read_bytes(), "l.pdf").texts
    ]


@pytest.fixture
def five(office: Desk) -> Desk:
    """Give an office with five packs."""
    for number in (3, 4, 5):
        office.ok("pack", "add", *pack_words(number), "--as", "sierra-alta", "--yes")
    return office


@pytest.mark.parametrize(("name", "body"), [
    ("ids.txt", "SA26-000002\n\nSA26-000004\n"),
    ("ids.txt", f"\ufeff{ID.format(2)}\r\n{printed_id(ID.format(4))}\r\n"),
    ("list.csv", "note,serial\na,SA26-000002\n\n\"b, c\",SA26-000004\n"),
    ("list.csv", "item;note\nSA26-000002;a\nSA26-000004;b\n"),
    ("list.csv", "serial\nSA26-000002\nSA26-000004\n"),
    ("list.jsonl", '{"serial":"SA26-000002"}\n{"item":"SA26-000004"}\n'),
    ("excel.csv", "serial;nota\nSA26-000002;peña\nSA26-000004;\n".encode("cp1252")),
    ("excel.txt", "serial\tnota\r\nSA26-000002\tpeña\r\nSA26-000004\t\r\n".encode("utf-16")),
    ("list.jsonl", '"SA26-000002"\n"SA26-000004"\n'),
])  # fmt: skip
def test_a_list_is_read_however_it_was_saved(five: Desk, name: str, body: str | bytes) -> None:
    """Whatever "pack import" reads is read for labels too."""
    Path(name).write_bytes(body.encode() if isinstance(body, str) else body)
    assert printed(five, "--file", name) == ["SA26-000002", "SA26-000004"]


@pytest.mark.parametrize(("body", "says"), [
    (b"S\x00A\x002\x006\x00-\x00", "looks like utf-16-le without a byte order mark"),
    (b"SA26-000002\nNOBODY\nSA26-000004\nNONE\n", "2 lines name no item here; line 2 (NOBODY), 4"),
    (b"", "the file is empty"),
    (b"colour,serial\n", "names no items"),
    (b'{"serial":"SA26-000002"}\n{"serial":"SA26-0000', "line 2: no whole JSON"),
    (b'{"serial":"SA26-0000', "line 1: no whole JSON"),
    (b'{"serial":"SA26-000002"}\n{"colour":"red"}\n', "line 2: expected a text, or an object"),
    (b"colour,size\nred,2\n", "no column names the item"),
])  # fmt: skip
def test_a_list_that_is_off_is_named_and_nothing_is_written(
    five: Desk, body: bytes, says: str
) -> None:
    Path("list").write_bytes(body)
    ran = five.run("label", "print", "--file", "list", "-o", "l.pdf", "--svg", "svg")
    assert (ran.code, says in ran.err) == (2, True), ran.err
    assert not Path("l.pdf").exists()
    assert not Path("svg").exists()


def test_a_list_that_was_half_printed_goes_on(five: Desk) -> None:
    whole = printed(five, "--all")
    assert whole == [f"SA26-{number:06}" for number in range(1, 6)]
    assert printed(five, "--all", "--from", "SA26-000004") == whole[3:]
    assert printed(five, "--pack", "SA26-000005", "SA26-000001") == ["SA26-000001", "SA26-000005"]
    ran = five.run("label", "print", "SA26-000001", "--from", "SA26-000002", "-o", "l.pdf")
    assert ran.code == 2
    assert "not among the 1 item of" in ran.err


def test_printing_again_gives_the_same_bytes(five: Desk) -> None:
    words = ("label", "print", "--all", "--backup-code", "--sheet", "a4-24", "--size", "24mm")
    five.ok(*words, "-o", "a.pdf", at="03-05T08:00")
    five.ok(*words, "-o", "b.pdf", "--no-read-back", at="04-09T08:00")
    assert Path("a.pdf").read_bytes() == Path("b.pdf").read_bytes()


@pytest.mark.parametrize(("words", "code", "says"), [
    (["--size", "18"], 0, r"use --size 23 or more; --plain, without a signature, needs --size 18"),
    (["--size", "18", "--plain"], 0, "read back 2 of 2"),
    (["--size", "7"], 2, "choose 8 to 50 mm"),
    (["--size", "51"], 2, "choose 8 to 50 mm"),
    (["--sheet", "letter-30", "--size", "20"], 0, "use --size 23"),
    (["--sheet", "roll-40x20"], 2, r"use --size \d+ or less, or a larger --sheet"),
    (["--sheet", "roll-60x20", "--size", "18"], 0, "a label of roll-60x20 has room for 20 mm"),
    (["--sheet", "roll-50x30", "--backup-code"], 2, r"use --size \d+ or less"),
    (["--size", "10"], 2, r"the module is 0\.\d\d mm, and under 0\.25 mm .* use --size 23 or more; --plain"),
    (["--size", "23", "--dpi", "203"], 0, "use --size 29 or more; --plain, .* needs --size 2[0-9]"),
    (["--size", "18", "--plain", "--dpi", "203"], 0, "use --size 2[0-9] or more"),
    (["--skip", "10"], 2, "expected 0 to 9"),
    (["--size", "nan"], 2, "expected millimetres"),
    (["--size", "inf"], 2, "expected millimetres"),
])  # fmt: skip
def test_a_size_that_does_not_work_says_which_does(
    office: Desk, words: list[str], code: int, says: str
) -> None:
    ran = office.run("label", "print", PACK, "-o", "l.pdf", *words)
    assert ran.code == code, ran.err
    assert re.search(says, ran.out + ran.err), ran.out + ran.err
    assert Path("l.pdf").exists() is (code == 0)


def test_the_size_that_is_named_is_fine(office: Desk) -> None:
    """The least size that works: one millimetre less does not."""
    told = [
        office.ok("label", "print", PACK, "-o", "l.pdf", "--size", size, "--json").json["labels"]
        for size in ("23", "22")
    ]
    assert [one["fine"] for one in told] == [True, False]
    assert [one["size_needed_mm"] for one in told] == [None, 23]
    assert {one["levels"] for one in told} == {"M"}, "never below, small as it is"


@pytest.mark.parametrize("words", [("--dpi", "203"), ("--dpi", "203", "--plain"), ("--dpi", "300")])
def test_the_size_that_is_named_for_a_printer_is_fine_on_it(
    office: Desk, words: tuple[str, ...]
) -> None:
    """A module is whole dots: a hair under the size, each loses one."""
    print_ = ("label", "print", PACK, "-o", "l.pdf", *words, "--json", "--size")
    needed = office.ok(*print_, "18").json["labels"]["size_needed_mm"]
    assert office.ok(*print_, str(needed)).json["labels"]["fine"]
    assert not office.ok(*print_, str(needed - 1)).json["labels"]["fine"]


def test_a_shift_that_made_nothing_is_told_and_is_no_mistake(office: Desk) -> None:
    words = ("label", "print", "--since", "2027-01-01", "-o", "l.pdf")
    assert "no items since 2027-01-01" in office.ok(*words).out
    assert office.ok(*words, "--json").json["labels"]["items"] == 0
    assert not Path("l.pdf").exists()


def test_at_a_terminal_it_is_said_that_no_items_were_named(office: Desk) -> None:
    ran = office.run("label", "print", "-o", "l.pdf", person=Person({}))
    assert ran.code == 2
    assert "--since DATE or --all" in ran.err
    assert "nobody can be asked" not in ran.err


def test_labels_are_printed_from_a_ledger_that_nobody_can_write(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are signed with a label key, and the log is left alone."""
    opened = SqliteStore.open

    def readable(path: Path, **settings: Any) -> SqliteStore:
        assert settings["read_only"], "the ledger was opened to write"
        return opened(path, **settings)

    monkeypatch.setattr(SqliteStore, "open", readable)
    office.ok("label", "print", PACK, "-o", "l.pdf")


def test_as_another_than_the_owner_of_the_id_is_refused(office: Desk) -> None:
    words = ("label", "print", PACK, "-o", "l.pdf", "--as")
    ran = office.run(*words, "taller-volta")
    assert ran.code == 2
    assert "is signed with the label key of" in ran.err
    assert not Path("l.pdf").exists()
    office.ok(*words, "sierra-alta")
    assert office.run(*words, "nobody").code == 2


def test_the_label_of_a_pack_that_is_no_more_is_printed_with_a_warning(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "no longer exist" not in office.ok("label", "print", PACK, "-o", "l.pdf").err
    monkeypatch.setattr("batterypass.app.labels.has_ended", lambda item: True)
    said = office.ok("label", "print", PACK, "-o", "l.pdf").err
    assert "no longer exist as packs: " + FIRST in said


def test_what_was_read_back_is_recorded_and_what_was_not_is_not_claimed(office: Desk) -> None:
    office.ok("label", "print", PACK, "-o", "l.pdf", "--apply", "--as", "sierra-alta", "--yes")
    words = ("--no-read-back", "--apply", "--as", "sierra-alta", "--yes")
    office.ok("label", "print", PACK, "-o", "l.pdf", *words, at="03-05T09:00")
    events = office.ok("history", "SA26-000001", "--json").json["events"]
    applied = [one["payload"] for one in events if one["payload"]["kind"] == "label.applied"]
    assert [one["read_back"] for one in applied] == [True, False]
    assert [one.get("reprint", False) for one in applied] == [False, True]


def test_svgs_are_read_back_too(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    office.ok("label", "print", PACK, "-o", "l.pdf", "--svg", "svg", "--backup-code")
    body = (Path("svg") / f"{FIRST}.svg").read_bytes()
    assert sorted(map(len, read_photo(body, "svg").texts))[0] == 13
    monkeypatch.setattr(
        "batterypass.documents.qr_paths.svg_path.__code__",
        (lambda code: "M0 0h1v1h-1z").__code__,
    )
    ran = office.run("label", "print", PACK, "-o", "other.pdf", "--svg", "other")
    assert ran.code == 4
    assert FIRST in ran.err
    assert not Path("other.pdf").exists()
    assert not Path("other").exists()


def test_the_stock_is_listed(office: Desk) -> None:
    listed = office.ok("label", "sheets", "--json").json["sheets"]
    assert {"letter-10", "a4-24", "roll-50x30"} <= {one["name"] for one in listed}
    assert all(one["largest_code_mm"] >= 25 for one in listed)
    office.lang = "es"
    assert "etiquetas" in office.ok("label", "sheets").out


def test_many_labels_are_read_by_several_processes(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("batterypass_cli.label_reading._MANY", 20)
    ran = office.ok(
        "label",
        "print",
        "--all",
        "-o",
        "l.pdf",
        "--copies",
        "20",
        "--sheet",
        "roll-50x30",
        "--json",
    )
    assert json.loads(ran.out)["labels"]["read_back"] == 40
