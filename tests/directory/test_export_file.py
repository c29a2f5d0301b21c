"""A directory file proves itself to somebody who knows nothing but the other ledger's key."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from app.yard import RECYCLER, make_yard
from batterypass.app.directory_file import (
    CarriedDirectory,
    open_directory_file,
    rows_of_directory_file,
)
from batterypass.app.directory_making import make_directory_file
from batterypass.app.directory_rows import Choice, directory_rows
from batterypass.domain.ids import ledger_subject
from batterypass.errors import (
    BatterypassError,
    BrokenError,
    InputError,
    MalformedError,
    UndecidedError,
)
from batterypass.evidence.directory_file import DirectoryFile
from batterypass.statements.cose import parse_statement, sign_statement
from batterypass.statements.eventid import derive_event_id
from batterypass.statements.notekeys import NoteSigner
from batterypass.statements.payload import encode_payload, parse_payload
from batterypass.statements.private import PrivateKey
from batterypass.store.home import Home, NoHome
from batterypass.texts.messages import MESSAGES
from batterypass.tlog.checkpoint import Checkpoint, sign_checkpoint
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.proof import LogProof
from batterypass.tlog.tree import inclusion_path, root_at
from directory.export_yard import LIST, listed_id, make_directory
from tlog.support import StoredTree
from worlds import packaged_regulations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.yard import Yard
    from batterypass.ports import Memory

Kind = type[BatterypassError]


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Yard]:
    made = make_directory(tmp_path_factory.mktemp("there"))
    yield made
    made.ledger.close()


@pytest.fixture(scope="module")
def file(yard: Yard) -> DirectoryFile:
    return make_directory_file(yard.session)


@pytest.fixture(scope="module")
def trust(yard: Yard) -> bytes:
    known = yard.session.around.memory.trust(yard.session.origin)
    assert known is not None
    return bytes(known)


def carried(data: bytes, trust: bytes | None, **other: Any) -> CarriedDirectory:
    """Open a file on a machine that remembers nothing, with a trust file."""
    memory: Memory = other.pop("memory", NoHome())
    return open_directory_file(
        data, "E.bpz", memory, packaged_regulations(), trust_file=trust, **other
    )


def refused(
    kind: Kind, code: str, data: bytes, trust: bytes | None, **other: Any
) -> BatterypassError:
    with pytest.raises(kind) as caught:
        carried(data, trust, **other)
    error = caught.value
    assert error.code == code, error
    if code in MESSAGES:
        assert MESSAGES[code].es.format_map(error.values)
    return error


def test_another_machine_reads_what_the_ledger_says(
    yard: Yard, file: DirectoryFile, trust: bytes
) -> None:
    data = file.encode()
    found = carried(data, trust)
    assert (found.source, found.trust) == (yard.session.origin, "pinned")
    assert found.digest == sha256(data).hexdigest()
    assert found.entries == len(file.statements)
    # The last mark was made for the last entry of the directory.
    assert found.published_on == "2026-09-30"
    here = directory_rows(yard.session, Choice(found.published_on))
    # What was known when travels as well: the very time marks are in the file.
    assert [(one.held, one.standing) for one in found.rows] == [
        (one.held, one.standing) for one in here
    ]
    assert [one.site for one in found.rows] == [one.site for one in here]


def test_an_import_is_given_the_fields_of_the_table(file: DirectoryFile, trust: bytes) -> None:
    rows = list(rows_of_directory_file(carried(file.encode(), trust)))
    assert len(rows) == 14
    (sonora,) = [row for row in rows if row["number"] == "26-IV-11-19"]
    assert (sonora["party"], sonora["status"]) == (listed_id("litio-sonora"), "suspended")
    assert sonora["transcribed_from"] == LIST


def test_a_file_goes_through_its_bytes(file: DirectoryFile) -> None:
    assert DirectoryFile.parse(file.encode(), "E.bpz") == file


def test_nothing_vouches_for_a_log_that_nobody_knows(file: DirectoryFile) -> None:
    data = file.encode()
    error = refused(UndecidedError, "dirfile.first-use", data, None)
    assert error.values["origin"] == file.origin
    assert carried(data, None, first_use=True).trust == "first-use"


def test_a_remembered_checkpoint_vouches_for_the_key(
    file: DirectoryFile, tmp_path: Path, other: DirectoryFile
) -> None:
    memory = Home(tmp_path)
    memory.remember(file.origin, file.checkpoint)
    assert carried(file.encode(), None, memory=memory).trust == "remembered"
    # A regenerated ledger of the same name has another key.
    with pytest.raises(BrokenError):
        carried(other.encode(), None, memory=memory, first_use=True)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> DirectoryFile:
    """A whole ledger of the same origin that somebody else made, sound in itself."""
    patch = pytest.MonkeyPatch()
    import app.yard

    with patch.context() as context:

        class Others:
            @staticmethod
            def generate(random: Callable[[int], bytes]) -> object:
                return PrivateKey.generate(lambda count: sha256(random(count)).digest())

        context.setattr(app.yard, "PrivateKey", Others)
        made = make_yard(tmp_path_factory.mktemp("other"), packs=1)
    found = make_directory_file(made.session)
    made.ledger.close()
    return found


def test_a_ledger_that_was_made_again_whole_is_not_the_trusted_one(
    other: DirectoryFile, trust: bytes
) -> None:
    error = refused(BrokenError, "dirfile.not-trusted", other.encode(), trust, first_use=True)
    assert "entry 0" in str(error.values["why"])


def test_two_checkpoints_of_one_size_are_a_fork(
    yard: Yard, file: DirectoryFile, trust: bytes, tmp_path: Path
) -> None:
    memory = Home(tmp_path)
    tip = file.tip()
    signed = [NoteSigner(file.origin, checkpoint_key(yard))]
    note = sign_checkpoint(Checkpoint(file.origin, tip.size, bytes(32)), signed)
    memory.remember(file.origin, note)
    refused(BrokenError, "dirfile.fork", file.encode(), trust, memory=memory)


def test_the_directory_of_this_very_ledger_is_not_taken_in(
    file: DirectoryFile, trust: bytes
) -> None:
    refused(InputError, "dirfile.own", file.encode(), trust, own=file.ledger)


def test_a_changed_statement_is_not_proven(file: DirectoryFile, trust: bytes) -> None:
    entry = max(file.statements)
    raw = bytearray(file.statements[entry])
    raw[-1] ^= 1
    forged = replace(file, statements={**file.statements, entry: bytes(raw)})
    error = refused(BrokenError, "dirfile.bad-proof", forged.encode(), trust)
    assert error.values["entry"] == entry


def test_a_statement_of_another_entry_is_not_proven(file: DirectoryFile, trust: bytes) -> None:
    first, second = sorted(file.statements)[3:5]
    swapped = {**file.statements}
    swapped[first], swapped[second] = swapped[second], swapped[first]
    refused(BrokenError, "dirfile.bad-proof", replace(file, statements=swapped).encode(), trust)


def without(file: DirectoryFile, *entries: int) -> DirectoryFile:
    return replace(
        file,
        statements={n: raw for n, raw in file.statements.items() if n not in entries},
        proofs={n: raw for n, raw in file.proofs.items() if n not in entries},
    )


def entry_of(file: DirectoryFile, kind: str) -> int:
    """Give the first entry of a kind after the opening."""
    found = (
        entry
        for entry, raw in file.statements.items()
        if parse_payload(parse_statement(raw).payload)["kind"] == kind
    )
    return next(found)


def entry_about(file: DirectoryFile, subject: str) -> int:
    """Give the first entry of a subject."""
    found = (n for n, raw in file.statements.items() if parse_statement(raw).subject == subject)
    return next(found)


@pytest.mark.parametrize("kind", ["rulebook.adopted", "party.registered", "authorisation.granted"])
def test_an_entry_that_was_left_out_leaves_a_gap(
    file: DirectoryFile, trust: bytes, kind: str
) -> None:
    # Of parties one that holds something, of authorisations the one that was suspended later.
    suspended = parse_statement(file.statements[entry_of(file, "authorisation.suspended")])
    entry = {
        "party.registered": entry_about(file, listed_id("litio-sonora")),
        "authorisation.granted": entry_about(file, suspended.subject),
    }.get(kind, entry_of(file, kind))
    error = refused(UndecidedError, "dirfile.gap", without(file, entry).encode(), trust)
    assert int(str(error.values["entry"])) > entry


def test_what_was_left_out_at_the_end_of_a_chain_cannot_be_seen(
    file: DirectoryFile, trust: bytes
) -> None:
    # docs/formats/directory-file.md says so: only a newer file or a replica shows it.
    cut = without(file, entry_of(file, "authorisation.suspended"))
    rows = carried(cut.encode(), trust).rows
    assert {row.standing.word for row in rows if row.held.number == "26-IV-11-19"} == {"in_force"}


def checkpoint_key(yard: Yard) -> Any:
    ring = yard.ring
    (kid,) = ring.kids(ledger_subject(yard.session.origin), "checkpoint")
    return ring.private(kid)


def logged_by_force(yard: Yard, payload: dict[str, Any], signer: str) -> DirectoryFile:
    """Put a statement at the end of the log around every rule, as a hostile operator could."""
    session, ring = yard.session, yard.ring
    (kid,) = [one for one in ring.kids(signer, "daily") if one][:1]
    raw = sign_statement(
        encode_payload(payload),
        ring.private(kid),
        issuer=signer,
        subject=payload["subjects"][0]["subject"],
        audience=session.audience,
    )
    file = make_directory_file(session)
    size = file.tip().size
    entries = [*(session.store.statement(n) for n in range(size)), raw]
    tree = StoredTree()
    tree.grow(leaf_hash(one) for one in entries)
    tip = Checkpoint(session.origin, size + 1, root_at(size + 1, tree.read))
    note = sign_checkpoint(tip, [NoteSigner(session.origin, checkpoint_key(yard))])
    chosen = {n: entries[n] for n in (*file.statements, size)}
    proofs = {
        n: LogProof(n, tuple(inclusion_path(n, size + 1, tree.read)), note).encode() for n in chosen
    }
    return DirectoryFile(file.ledger, note, chosen, proofs)


def granted_to_itself(yard: Yard, **other: Any) -> dict[str, Any]:
    """Write an authorisation that a recycler signs for itself."""
    subject = f"{RECYCLER}#authorisation/MX-STATE/PS-1"
    return {
        "event_id": derive_event_id(
            yard.session.audience, RECYCLER, "authorisation.granted", [subject]
        ),
        "kind": "authorisation.granted", "version": 1,
        "event_time": "2026-11-20T12:00:00-06:00", "actor": RECYCLER,
        "subjects": [{"subject": subject, "lane": "main", "seq": 0, "prev": None}],
        "scheme": "MX-STATE", "number": "PS-1", "holder": RECYCLER, "holder_site": "patio-1",
        "scopes": [{"operation": "reciclaje", "waste_class": "any", "streams": ["slag"]}],
        "effective_from": "2026-01-01",
        **other,
    }  # fmt: skip


def test_an_authorisation_that_a_recycler_signed_for_itself_is_found(
    yard: Yard, trust: bytes
) -> None:
    forged = logged_by_force(yard, granted_to_itself(yard), RECYCLER)
    error = refused(BrokenError, "dirfile.bad-entry", forged.encode(), trust)
    assert "BP-P001" in str(error.values["why"]) or "authority" in str(error.values["why"])


def test_a_kind_that_this_program_does_not_know_leaves_the_rest_undecided(
    yard: Yard, trust: bytes
) -> None:
    payload = granted_to_itself(yard, kind="authorisation.blessed")
    forged = logged_by_force(yard, payload, RECYCLER)
    refused(UndecidedError, "dirfile.newer-kind", forged.encode(), trust)


def test_a_checkpoint_of_another_key_proves_nothing(
    yard: Yard, file: DirectoryFile, trust: bytes
) -> None:
    (kid,) = yard.ring.kids(RECYCLER, "daily")
    tip = file.tip()
    note = sign_checkpoint(
        Checkpoint(tip.origin, tip.size, tip.root),
        [NoteSigner(tip.origin, yard.ring.private(kid))],
    )
    proofs = {
        n: replace(LogProof.parse(raw), checkpoint=note).encode() for n, raw in file.proofs.items()
    }
    forged = replace(file, checkpoint=note, proofs=proofs)
    for given in (trust, None):
        with pytest.raises((BrokenError, MalformedError)):
            carried(forged.encode(), given, first_use=True)


def test_a_file_whose_first_entry_opens_nothing_is_refused(
    file: DirectoryFile, trust: bytes
) -> None:
    forged = replace(file, statements={**file.statements, 0: file.statements[1]})
    refused(BrokenError, "dirfile.no-opening", forged.encode(), trust)
