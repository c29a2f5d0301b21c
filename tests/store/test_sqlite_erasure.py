"""What is erased on request is in no file any more (D7)."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from batterypass.errors import ConflictError, InputError
from batterypass.ports import Batch, Section
from batterypass.store.sqlite import SqliteStore
from store.folding import append, audit, event_id, numbered

#: So many bytes of an erased section in a row are a trace of it.
TRACE = 12


def everything(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


def traces(body: bytes, files: bytes) -> list[int]:
    """List the places of a section of which something is left; of a long one, some are tried."""
    places = range(0, max(1, len(body) - TRACE), max(TRACE // 2, len(body) // 40))
    return [place for place in places if body[place : place + TRACE] in files]


def keep(store: SqliteStore, sections: list[Section]) -> None:
    with store.writing():
        store.commit(Batch(store.size(), sections=sections))


def test_of_an_erased_section_no_byte_is_left_in_any_file(tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311
    store = SqliteStore.create(tmp_path / "ledger.bpl")
    append(store, numbered(9))
    sections = [
        Section(event_id(str(number)), "personal", chance.randbytes(size))
        for number, size in enumerate(
            [
                40,
                300,
                900,
                4000,
                4200,
                9000,
                30_000,
                *(chance.randrange(30, 2500) for _ in range(100)),
            ]
        )
    ]
    chance.shuffle(sections)
    # In several batches, so that rows are moved from page to page as the table grows.
    for start in range(0, len(sections), 10):
        keep(store, sections[start : start + 10])
    again = [section._replace(body=chance.randbytes(500)) for section in sections[:20]]
    keep(store, again)
    erased = chance.sample(again + sections[20:], 40)
    files = everything(tmp_path)
    assert all(traces(section.body, files) for section in erased)
    for section in erased:
        store.erase_section(section.event_id, section.point)
        assert store.section(section.event_id, section.point) is None
    files = everything(tmp_path)
    for section in (*erased, *sections[:20]):
        assert traces(section.body, files) == []
    left = [section for section in again + sections[20:] if section not in erased]
    assert sorted(store.sections()) == sorted(left)
    assert audit(store) == 9
    store.close()
    files = everything(tmp_path)
    assert not any(traces(section.body, files) for section in erased)


def test_erasing_is_repeated_until_no_older_state_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ledger.bpl"
    store = SqliteStore.create(path)
    body = random.Random(4).randbytes(200)  # noqa: S311
    append(store, numbered(2))
    keep(store, [Section(event_id("a"), "personal", body)])
    store.database.run("PRAGMA busy_timeout = 20")
    reader = SqliteStore.open(path)
    with reader.reading():
        assert reader.section(event_id("a"), "personal") == body
        with pytest.raises(ConflictError, match="erase it again"):
            store.erase_section(event_id("a"), "personal")
        assert store.section(event_id("a"), "personal") is None
        assert traces(body, everything(tmp_path))
    store.erase_section(event_id("a"), "personal")
    assert traces(body, everything(tmp_path)) == []
    reader.close()
    store.close()


def test_erasing_what_is_not_there_changes_nothing(tmp_path: Path) -> None:
    store = SqliteStore.create(tmp_path / "ledger.bpl")
    keep(store, [Section(event_id("a"), "personal", b"body")])
    store.erase_section(event_id("a"), "commercial")
    store.erase_section(event_id("b"), "personal")
    store.erase_section("no event id", "personal")
    assert list(store.sections()) == [Section(event_id("a"), "personal", b"body")]
    with store.writing(), pytest.raises(InputError):
        store.erase_section(event_id("a"), "personal")
    store.close()
