"""What a bundle carries beside statements, and what it shows not to exist."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from batterypass.evidence.bundle_file import BundleFile
from bundle import full, story


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
    [heads] = [check for check in verdict.checks if check.name == "heads"]
    assert heads.ok


def test_an_absence_without_its_proof_is_none(whole: full.Full) -> None:
    member = f"heads/{sha256(full.NOBODY.encode()).hexdigest()}.cbor"
    file = BundleFile.parse(whole.data, "x.bpz")
    [other] = [name for name in file.whole if name.endswith("S-000001")]
    theirs = f"heads/{sha256(other.encode()).hexdigest()}.cbor"
    members = story.parse_container(whole.data, "x.bpz")
    for body in (members[theirs], members[member][:-1]):
        data = story.changed(whole.data, {member: body})
        try:
            verdict = story.verify(data, story.stranger(whole.trust))
        except story.BatterypassError as error:
            assert member in str(error)
        else:
            assert verdict.authentic is False


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
    with pytest.raises(story.BatterypassError, match=full.PHOTO_DIGEST):
        story.verify(swapped.encode(), story.stranger(whole.trust))
