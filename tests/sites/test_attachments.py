"""Attachments: found by their digest, kept before anything is signed, removed only on purpose."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import yard as yards
from app.yard import MAKER, PACKS, Yard
from batterypass.app.attachments import (
    documents,
    limit_of,
    media_type_of,
    missing,
    prunable,
    prune,
    refer,
    take,
    with_documents,
)
from batterypass.domain.clock import instant_ms
from batterypass.errors import BrokenError, FailedError, InputError, MalformedError
from batterypass.evidence.container import encode_container
from batterypass.store.file_folder import FileFolder, read_file
from cli.desk import NO, YES, Desk, Person, open_yard, pack_words, quick_keys

JPEG = b"\xff\xd8\xff\xe0" + b"a photograph " * 100


@pytest.fixture
def files(tmp_path: Path) -> FileFolder:
    return FileFolder(tmp_path / "l.bp.files")


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    return yards.make_yard(tmp_path, packs=2)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (JPEG, "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"II*\x00....", "image/tiff"),
        (b"MM\x00*....", "image/tiff"),
        (b"GIF89a", "application/octet-stream"),
        (b"\xff\xd8", "application/octet-stream"),
    ],
)
def test_a_file_is_what_its_bytes_say_and_not_its_name(body: bytes, expected: str) -> None:
    assert media_type_of(body) == expected
    assert refer("invoice.exe", body, 100_000).media_type == expected


@given(st.binary(max_size=64))
@settings(max_examples=100, deadline=None)
def test_a_file_is_found_again_by_its_digest(
    tmp_path_factory: pytest.TempPathFactory, body: bytes
) -> None:
    files = FileFolder(tmp_path_factory.mktemp("files"))
    digest = files.add(body)
    assert digest == sha256(body).hexdigest()
    assert files.has(digest)
    assert files.read(digest) == body
    assert list(files.listed()) == [(digest, len(body))]


def test_a_file_too_large_or_empty_is_no_attachment(tmp_path: Path) -> None:
    with pytest.raises(InputError) as large:
        refer("video.mp4", b"x" * 101, 100)
    assert large.value.code == "attach.too-large"
    assert refer("photo.jpg", b"x" * 100, 100).form["bytes"] == 100
    with pytest.raises(InputError) as empty:
        refer("photo.jpg", b"", 100)
    assert empty.value.code == "attach.empty"
    path = tmp_path / "large"
    path.write_bytes(b"x" * 500)
    # It is refused without being read whole.
    assert len(read_file(path, 100)) == 101
    with pytest.raises(FailedError):
        read_file(tmp_path / "nowhere", 100)
    assert limit_of("") == 20 * 1024 * 1024
    assert limit_of("5") == 5 * 1024 * 1024
    for text in ("0", "-1", "ten", "1e3", "٣", "99999"):
        with pytest.raises(InputError):
            limit_of(text)


def test_an_event_names_each_file_once_and_at_most_twenty() -> None:
    attached = [refer(f"{number}.jpg", JPEG + bytes([number]), 10_000) for number in range(21)]
    assert len(with_documents([attached[0].form], [attached[0], attached[1], attached[1]])) == 2
    assert len(with_documents([], attached[:20])) == 20
    with pytest.raises(InputError) as many:
        with_documents([], attached)
    assert many.value.code == "attach.too-many"


@pytest.mark.parametrize("at", range(0, len(JPEG), 97))
def test_a_damaged_attachment_is_found_when_it_is_read_and_mended_when_it_comes_again(
    files: FileFolder, at: int
) -> None:
    digest = files.add(JPEG)
    path = files.folder / digest[:2] / digest
    body = bytearray(JPEG)
    body[at] ^= 1
    path.write_bytes(body)
    with pytest.raises(BrokenError) as broken:
        files.read(digest)
    assert broken.value.code == "attach.damaged"
    files.add(JPEG)
    assert files.read(digest) == JPEG


def test_a_name_that_is_no_digest_leads_nowhere(files: FileFolder) -> None:
    for name in ("../../etc/passwd", "", "A" * 64, "0" * 63, "0" * 64 + "\n"):
        with pytest.raises(InputError):
            files.has(name)


def test_a_file_that_was_removed_says_on_which_day(files: FileFolder) -> None:
    digest = files.add(JPEG)
    files.drop(digest, "2036-03-02")
    assert not files.has(digest)
    assert files.dropped(digest) == "2036-03-02"
    assert list(files.listed()) == []
    with pytest.raises(InputError) as gone:
        files.read(digest)
    assert gone.value.code == "attach.not-here"
    files.add(JPEG)
    assert files.dropped(digest) == ""
    files.drop(digest, "2036-03-02")
    (files.folder / digest[:2] / f"{digest}.gone").write_text("yesterday")
    with pytest.raises(BrokenError):
        files.dropped(digest)


@pytest.mark.parametrize("call", ["replace", "open", "mkdir"])
def test_a_disk_that_fails_keeps_no_half_file(
    files: FileFolder, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, call, fail)
        with pytest.raises(FailedError, match="No space left"):
            files.add(JPEG)
    assert list(files.listed()) == []
    assert not list(files.folder.rglob("*.tmp"))


def _report(yard: Yard, item: str, *bodies: bytes) -> int:
    forms = [refer("a.jpg", body, 10_000).form for body in bodies]
    done = yard.log(
        "incident.reported", MAKER, item=item, incident="leak", injuries=False,
        condition_after="damaged_critical", documents=forms,
    )  # fmt: skip
    return done.index


def test_what_entries_name_and_is_not_here_is_missing(yard: Yard, files: FileFolder) -> None:
    first = _report(yard, PACKS[0], JPEG, b"%PDF-report")
    yard.at("03-04T08:00")
    second = _report(yard, PACKS[1], JPEG)
    photo, report = sha256(JPEG).hexdigest(), sha256(b"%PDF-report").hexdigest()
    found = {one.digest: one for one in missing(yard.session, files)}
    assert set(found) == {photo, report}
    assert [by.entry for by in found[photo].named_by] == [first, second]
    assert {by.actor for by in found[photo].named_by} == {MAKER}
    files.add(JPEG)
    assert [one.digest for one in missing(yard.session, files)] == [report]
    files.drop(report, "2026-03-05")
    assert missing(yard.session, files) == []
    removed = {one.digest: one.removed_on for one in documents(yard.session, files)}
    assert removed == {photo: "", report: "2026-03-05"}
    assert yard.ledger.verify().authentic


def test_a_file_from_a_stick_is_taken_if_an_entry_names_it(yard: Yard, files: FileFolder) -> None:
    zipped = b"PK\x03\x04 a zip that another program wrote"
    _report(yard, PACKS[0], JPEG, b"%PDF-report", zipped)
    digest = sha256(JPEG).hexdigest()
    assert take(yard.session, files, [("x", JPEG)]) == [digest]
    with pytest.raises(InputError) as unknown:
        take(yard.session, files, [("r.pdf", b"%PDF-report"), ("x", b"holiday")])
    assert unknown.value.code == "attach.not-named"
    # All or none: the report came first.
    assert not files.has(sha256(b"%PDF-report").hexdigest())
    assert take(yard.session, files, [("z", zipped)]) == [sha256(zipped).hexdigest()]
    stick = encode_container(
        {
            "index.json": b"{}",
            f"files/{sha256(b'%PDF-report').hexdigest()}": b"%PDF-report",
            f"files/{sha256(b'other').hexdigest()}": b"other",
        }
    )
    assert len(take(yard.session, files, [("s.bpz", stick)])) == 1
    assert not missing(yard.session, files)
    assert not files.has(sha256(b"other").hexdigest())
    with pytest.raises(MalformedError):
        take(yard.session, files, [("s.bpz", stick[:-1])])


def test_only_what_no_younger_event_names_is_removed(yard: Yard, files: FileFolder) -> None:
    _report(yard, PACKS[0], JPEG, b"%PDF-report")
    yard.at("06-04T08:00")
    _report(yard, PACKS[1], JPEG)
    loose = files.add(b"for an event that is still to come")
    files.add(JPEG)
    report = files.add(b"%PDF-report")
    before = instant_ms("2026-04-01T00:00:00Z")
    assert [one.digest for one in prunable(yard.session, files, before)] == [report]
    prune(files, prunable(yard.session, files, before), "2026-06-05")
    assert not files.has(report)
    assert files.has(loose)
    assert prunable(yard.session, files, before) == []
    assert yard.ledger.verify().authentic


# By command.


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("yard")
    with pytest.MonkeyPatch.context() as patch:
        quick_keys(patch)
        desk = open_yard(folder)
        desk.ok("pack", "add", *pack_words(1), "--as", "sierra-alta", "--yes")
    (folder / "foto1.jpg").write_bytes(JPEG)
    return folder


@pytest.fixture
def desk(opened: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    quick_keys(monkeypatch)
    shutil.copytree(opened, tmp_path / "yard")
    return Desk(tmp_path / "yard", at="2026-03-03T10:00:00-06:00")


def incident(desk: Desk, *more: str, **settings: Any) -> Any:
    return desk.run(
        "log", "incident.reported", "SA26-000001", "incident=leak", "injuries=no",
        "condition_after=damaged_critical", "--as", "sierra-alta", "--attach",
        str(desk.folder / "foto1.jpg"), *more, **settings,
    )  # fmt: skip


def kept(desk: Desk) -> list[str]:
    return [digest for digest, _ in FileFolder(desk.folder / "ledger.bp.files").listed()]


def test_a_photograph_is_named_by_digest_and_its_name_goes_nowhere(desk: Desk) -> None:
    ran = incident(desk, "--yes")
    assert ran.code == 0, ran.err
    assert "foto1.jpg" in ran.err
    assert "sealed" in ran.err
    assert kept(desk) == [sha256(JPEG).hexdigest()]
    last = desk.ok("attachments list --json").json["attachments"][0]
    assert (last["state"], last["media_type"], last["bytes"]) == ("here", "image/jpeg", len(JPEG))
    entry = desk.ok("show", str(last["entry"]), "--json").out
    assert last["digest"] in entry
    assert "foto1" not in entry
    assert b"foto1" not in desk.ledger.read_bytes()
    desk.ok("export", "tiles", str(desk.folder / "public"))
    published = [path for path in (desk.folder / "public").rglob("*") if path.is_file()]
    assert not any(JPEG in path.read_bytes() for path in published)
    assert desk.run("verify").code == 0


def test_a_photograph_is_kept_only_after_the_yes(desk: Desk) -> None:
    assert incident(desk, "--dry-run").code == 0
    assert incident(desk, person=Person({"Sign as": NO})).code == 7
    assert kept(desk) == []
    assert incident(desk, person=Person({"Sign as": YES})).code == 0
    assert len(kept(desk)) == 1


def test_an_attachment_over_the_limit_stops_before_anything_is_signed(desk: Desk) -> None:
    (desk.folder / "foto1.jpg").write_bytes(b"x" * (1024 * 1024 + 1))
    desk.environ["BATTERYPASS_ATTACHMENT_MB"] = "1"
    size = desk.ok("today --json").json["log"]["size"]
    ran = incident(desk, "--yes", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, "attach.too-large")
    assert desk.ok("today --json").json["log"]["size"] == size
    assert kept(desk) == []


@pytest.mark.parametrize(("lang", "words"), [("en", "1 missing of 1"), ("es", "falta 1 de 1")])
def test_missing_names_the_entry_and_who_has_the_file(desk: Desk, lang: str, words: str) -> None:
    assert incident(desk, "--yes").code == 0
    shutil.rmtree(desk.folder / "ledger.bp.files")
    desk.lang = lang
    ran = desk.ok("attachments missing")
    assert words in ran.out
    assert "Sierra Alta" in ran.out
    assert "1" in desk.ok("doctor --json").out
    desk.ok("attachments", "take", str(desk.folder / "foto1.jpg"))
    assert desk.ok("attachments missing --json").json["attachments"] == []


def test_a_file_is_removed_when_somebody_says_so_and_never_by_itself(desk: Desk) -> None:
    assert incident(desk, "--yes").code == 0
    desk.at = "2036-06-03T10:00:00-06:00"
    prune_words = ("attachments", "prune", "--older-than", "3650d")
    assert desk.run(*prune_words, "--dry-run").code == 0
    assert desk.run(*prune_words, person=Person({"Remove": NO})).code == 7
    assert len(kept(desk)) == 1
    assert desk.run("attachments", "prune", "--older-than", "soon").code == 2
    ran = desk.ok(*prune_words, "--yes", "--json")
    assert len(ran.json["attachments"]) == 1
    assert kept(desk) == []
    assert desk.ok("attachments list --json").json["attachments"][0]["removed_on"] == "2036-06-03"
    assert desk.ok("attachments missing --json").json["attachments"] == []


def test_attach_prints_the_reference_for_a_form(desk: Desk) -> None:
    ran = desk.ok("attach", str(desk.folder / "foto1.jpg"), "--json")
    assert ran.json["files"] == [
        {
            "name": "foto1.jpg", "digest": sha256(JPEG).hexdigest(), "media_type": "image/jpeg",
            "bytes": len(JPEG),
        }
    ]  # fmt: skip
    assert kept(desk) == [sha256(JPEG).hexdigest()]
    assert "1" in desk.ok("attachments", "list").err


@pytest.mark.parametrize(
    "words",
    [
        ["manifest", "pdf", "M-2026-00001", "-o", "paper.pdf"],
        ["submit", "north.bpz"],
        ["outbox", "rebase"],
    ],
)
@pytest.mark.parametrize(("lang", "said"), [("en", "signs nothing"), ("es", "no firma nada")])
def test_a_command_that_could_not_name_the_file_does_not_swallow_it(
    desk: Desk, words: list[str], lang: str, said: str
) -> None:
    (desk.folder / "photo.jpg").write_bytes(JPEG)
    desk.lang = lang
    ran = desk.run(*words, "--attach", str(desk.folder / "photo.jpg"))
    assert ran.code == 2
    assert said in ran.err
    assert "batterypass log" in ran.err
    assert not kept(desk)
