"""The examples of the pages about files that travel are what the code makes and reads."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest

from batterypass.evidence.answer_file import AnswerFile
from batterypass.evidence.bundle_file import BundleFile
from batterypass.evidence.container import parse_container
from batterypass.evidence.directory_file import DirectoryFile
from batterypass.evidence.disclosure_file import DisclosureFile
from batterypass.evidence.key_grant import KeyGrant
from batterypass.evidence.key_request import KeyRequest
from batterypass.evidence.outbox_file import OutboxFile
from batterypass.texts.messages import MESSAGES
from evidence.bundles import bundle
from evidence.make_examples import MEMBERS, NAMES, make
from evidence.people_files import people_files
from evidence.travel import directory, disclosure, travelled
from statements.make_examples import PAGES, found_in


def page(name: str) -> str:
    return (PAGES / f"{name}.md").read_text("utf-8")


def test_every_example_is_on_a_page_and_is_still_made_so() -> None:
    found = {name: text for one in NAMES for name, text in found_in(page(one)).items()}
    assert found == make()


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_an_example_first_then_fields_then_how_to_verify(name: str) -> None:
    text = page(name)
    assert text.index("## Example") == text.index("## ")
    assert text.index("## Example") < text.index("## Fields") < text.index("## Verify")
    for section in ("Fields", "Verify"):
        assert re.search(rf"^## {section}.*?\n\n(?:.*?\n\n)?1\. ", text, re.M | re.S), section


def test_the_container_of_the_page_is_a_zip_with_its_members() -> None:
    data = bytes.fromhex(found_in(page("container"))["container"].replace("\n", ""))
    assert parse_container(data, "page") == MEMBERS
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {name: file.read(name) for name in file.namelist()} == MEMBERS


def test_the_files_of_the_pages_are_read_by_their_readers() -> None:
    outbox, answer = travelled().outbox, travelled().answer
    assert OutboxFile.parse(outbox.encode(), "page") == outbox
    assert AnswerFile.parse(answer.encode(), "page") == answer
    request, grant = people_files().request, people_files().grant
    assert KeyRequest.parse(request.encode(), "page") == request
    assert KeyGrant.parse(grant.encode(), "page") == grant
    assert DirectoryFile.parse(directory().encode(), "page") == directory()
    assert DisclosureFile.parse(disclosure().encode(), "page") == disclosure()
    assert BundleFile.parse(bundle().encode(), "page") == bundle()
    index = json.loads(make()["answer-index"])
    assert index["outbox"] in make()["outbox-file"]


@pytest.mark.parametrize("name", NAMES)
def test_every_code_that_a_page_names_has_a_text(name: str) -> None:
    codes = set(
        re.findall(r"`((?:container|outbox|answers|dirfile|disclose)\.[a-z-]+)`", page(name))
    )
    assert codes
    assert all(MESSAGES.known(code) for code in codes)
