"""What a bundle carries beside statements, and what it shows not to exist."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from batterypass.app.bundle_focus import Wanted, focus_of
from batterypass.app.bundle_making import make_bundle
from batterypass.app.heads import seal
from batterypass.errors import BatterypassError
from batterypass.evidence.bundle_file import BundleFile
from batterypass.evidence.container import parse_container
from bundle import full, story
from cli.desk import Desk
from faults import yard as faults
from web.chromium import Chromium, as_script
from web.conftest import browser as browser


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> full.Full:
    return full.make(tmp_path_factory.mktemp("full"))


def test_who_was_named_and_is_registered_nowhere_is_shown_to_be_absent(whole: full.Full) -> None:
    file = BundleFile.parse(whole.data, "x.bpz")
    assert file.absent == {full.NOBODY}
    verdict = story.verify(whole.data, story.stranger(whole.trust))
    assert verdict.authentic is True
    # The breach rests on the absence: nobody could say it of a party that is only not in the file.
    assert story.codes(verdict, "compliance") == {"BP-R003"}
    assert not any(one.is_open for one in verdict.not_judged or ())
    [absent] = [check for check in verdict.checks if check.name == "absent"]
    assert (absent.ok, absent.detail) == (True, "1")


def test_an_absence_without_its_proof_is_none(whole: full.Full) -> None:
    member = f"heads/{sha256(full.NOBODY.encode()).hexdigest()}.cbor"
    file = BundleFile.parse(whole.data, "x.bpz")
    [other] = [name for name in file.whole if name.endswith("S-000001")]
    theirs = f"heads/{sha256(other.encode()).hexdigest()}.cbor"
    members = parse_container(whole.data, "x.bpz")
    other_subject = story.changed(whole.data, {member: members[theirs]})
    verdict = story.verify(other_subject, story.stranger(whole.trust))
    assert verdict.authentic is False
    [absent] = [check for check in verdict.checks if check.name == "absent"]
    assert (absent.ok, absent.detail) == (False, "1/1")
    cut = story.changed(whole.data, {member: members[member][:-1]})
    with pytest.raises(BatterypassError, match=member):
        story.verify(cut, story.stranger(whole.trust))


def test_attachments_that_go_with_a_bundle_verify(whole: full.Full) -> None:
    file = BundleFile.parse(whole.data, "x.bpz")
    assert dict(file.files) == {full.PHOTO_DIGEST: full.PHOTO}
    verdict = story.verify(whole.data, story.stranger(whole.trust))
    [files] = [check for check in verdict.checks if check.name == "files"]
    assert files.ok
    assert files.detail.startswith("1")
    # Without them the verdict is the same: the statement names them by digest.
    without = story.verify(replace(file, files={}).encode(), story.stranger(whole.trust))
    assert without.authentic is True
    swapped = replace(file, files={full.PHOTO_DIGEST: full.PHOTO[:-1] + b"!"})
    with pytest.raises(BatterypassError, match=full.PHOTO_DIGEST):
        story.verify(swapped.encode(), story.stranger(whole.trust))


def _for(data: bytes, reader: str) -> bytes:
    """Write another reader into the index."""
    index = json.loads(parse_container(data, "x")["index.json"])
    text = json.dumps({**index, "reader": reader}, sort_keys=True, separators=(",", ":"))
    return story.changed(data, {"index.json": text.encode()})


@pytest.mark.parametrize("reader", ["responsible_operatos", "https://maker.exampla", "everybody"])
def test_a_file_for_a_reader_that_there_is_not_is_none(whole: full.Full, reader: str) -> None:
    data = _for(whole.data, reader)
    with pytest.raises(BatterypassError, match="reader"):
        story.verify(data, story.stranger(whole.trust))


def test_a_file_for_a_party_has_its_registration_also_where_it_has_no_part(
    tmp_path: Path,
) -> None:
    place = faults.small_ledger(tmp_path / "yard")
    with place.open() as ledger:
        seal(ledger.session)
        focus = focus_of(ledger.session, Wanted("items", (faults.FIRST_PACK,)))
        data = make_bundle(ledger.session, focus, reader=faults.RECYCLER).encode()
    assert faults.RECYCLER in BundleFile.parse(data, "x").whole
    assert story.verify(data, story.stranger(place.trust())).authentic is True


def test_the_page_refuses_the_same_readers(browser: Chromium, whole: full.Full) -> None:
    for reader, authentic in (("responsible_operator", True), ("https://maker.example", True),
                              ("responsible_operatos", None), ("https://maker.exampla", None)):  # fmt: skip
        data = _for(whole.data, reader)
        found = browser.run(f"batterypass.judge({as_script(data)}, {as_script(whole.trust)})")
        assert found["authentic"] is authentic, (reader, found)
        assert found["unreadable"] is (authentic is None)


@pytest.mark.parametrize(
    ("lang", "absent", "attached"),
    [
        ("en", "1 shown to be absent: the log has nothing", "attachments       1 as named"),
        ("es", "ausencias demostradas: 1; el registro no", "anexos            1 como se nombran"),
    ],
)
def test_verify_says_what_is_absent_and_what_is_attached(
    whole: full.Full, tmp_path: Path, lang: str, absent: str, attached: str
) -> None:
    (tmp_path / "full.bpz").write_bytes(whole.data)
    (tmp_path / "n.policy").write_bytes(whole.trust)
    desk = Desk(tmp_path)
    words = [str(tmp_path / "full.bpz"), "--trust", str(tmp_path / "n.policy"), "--lang", lang]
    ran = desk.run("verify", *words)
    assert ran.code == 3, "the pack was handed to somebody who is not registered"
    assert absent in ran.out
    assert attached in ran.out
