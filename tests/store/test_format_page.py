"""What the page on the ledger file says is what a ledger file is."""

from __future__ import annotations

import re
import sqlite3
from hashlib import sha256
from pathlib import Path

from batterypass.domain.fold import extend_chain
from batterypass.domain.states import Chain
from batterypass.ports import LANES, Batch, Link, Pointer, SubjectRow
from batterypass.store.ddl import (
    APPLICATION_ID,
    DERIVED,
    FORMAT,
    KEPT,
    RELATION_NUMBERS,
    SEGMENT_BITS,
)
from batterypass.store.event_segments import BITS
from batterypass.store.sqlite import SqliteStore
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.tree import Frontier
from store.folding import event_id, note_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "formats" / "ledger-file.md"
PACK = "https://id.example/p/1"


def example(name: str) -> str:
    found = re.findall(rf"^```\w+ name={name}\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)
    assert len(found) == 1
    return str(found[0])


def example_file(path: Path) -> Path:
    """Make the file of the example."""
    batch = Batch(0, statements=[b"one", b"two", b"three"])
    chain = Chain()
    frontier = Frontier()
    for entry, (raw, lane) in enumerate(
        zip(batch.statements, ("main", "main", "record"), strict=True)
    ):
        digest = sha256(raw).digest()
        batch.digests.append(digest)
        batch.event_ids.append(event_id(raw.decode()))
        frontier.append(leaf_hash(raw))
        extend_chain(chain, lane, digest, 1_790_000_000_000)
        batch.links.append(Link(PACK, LANES[lane], chain.seq, entry))
    batch.nodes = frontier.take_completed()
    batch.subjects = [SubjectRow(PACK, "I", b"{}", chain)]
    batch.pointers = [Pointer("serial", "S1", PACK)]
    batch.note = note_of(frontier)
    store = SqliteStore.create(path)
    with store.writing():
        store.commit(batch)
    store.close()
    return path


def test_the_session_on_the_page_gives_what_it_shows(tmp_path: Path) -> None:
    connection = sqlite3.connect(example_file(tmp_path / "ledger.bpl"))
    asked = 0
    for block in example("session").split("> ")[1:]:
        query, *shown = block.splitlines()
        rows = connection.execute(query).fetchall()
        given = ["|".join("NULL" if value is None else str(value) for value in row) for row in rows]
        assert given == shown, query
        asked += 1
    connection.close()
    assert asked == 8


def test_the_tables_on_the_page_are_those_of_the_file() -> None:
    written = [" ".join(sql.split()) for sql in example("tables").split(";\n\n")]
    assert [sql.rstrip(";") for sql in written] == [*KEPT.values(), *DERIVED.values()]


def test_the_numbers_on_the_page_are_those_of_the_program() -> None:
    page = " ".join(PAGE.read_text("utf-8").split())
    assert f"`0x{APPLICATION_ID:X}`" in page
    assert f"`user_version` is the format, now {FORMAT}." in page
    assert f"divided by {1 << SEGMENT_BITS:,}, rounded down" in page
    *smaller, largest = (f"{1 << bits:,}" for bits in BITS)
    assert f"of four levels, of {', '.join(smaller)} and {largest} entries:" in page
    assert f"the rest, up to {(1 << BITS[0]) - 1:,} entries, is one of level 0" in page
    relations = ", ".join(f"{number} `{name}`" for name, number in RELATION_NUMBERS.items())
    assert f"Relations: {relations}." in page
    assert "(0 main, 1 record, 2 acted)" in page
    assert LANES == {"main": 0, "record": 1, "acted": 2}
