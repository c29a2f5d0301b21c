"""The folder of public passports: what is in it, for whom, and that it is whole or untouched."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

from app import yard as yards
from batterypass.app.public_site import folder_of, parse_langs, plan_site, site_files
from batterypass.documents.web_index import Listed, render_indexes
from batterypass.domain.ids import printed_id
from batterypass.errors import FailedError, InputError, RefusedError
from batterypass.statements.cose import parse_statement
from batterypass.store.whole_folder import Written, check_folder, write_folder
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.proof import LogProof
from passport.full_sample import HEALTH, sample_yard
from passport.readers import CATEGORIES, allowed, digits, full_item, leaks, mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.yard import Yard

_ITEM = "01/09521234560104/21/MX7K-000001"


def files_of(yard: Yard) -> dict[str, bytes]:
    return dict(site_files(yard.session, plan_site(yard.session, [full_item(yard)], ("es", "en"))))


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    return sample_yard(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def pages(used: Yard) -> dict[str, bytes]:
    return {path: body for path, body in files_of(used).items() if path.endswith(".html")}


@pytest.mark.parametrize("category", CATEGORIES)
def test_no_file_of_the_folder_has_a_value_that_is_not_public(
    whole: dict[str, Yard], category: str
) -> None:
    files = files_of(whole[category])
    for path, body in files.items():
        assert leaks(path, "public") == set()
        assert leaks(body.decode("latin-1"), "public") == set(), path
    record = json.loads(files[f"{_ITEM}/record.json"])
    assert set(record) == allowed("public")
    for file in ("index.html", "index.en.html"):
        page = files[f"{_ITEM}/{file}"].decode()
        marked = [
            one for one in record
            if mark(one) in json.dumps(record[one]) or digits(one) in json.dumps(record[one])
        ]  # fmt: skip
        assert [one for one in marked if mark(one) not in page and digits(one) not in page] == []


def test_old_readings_in_clear_are_in_no_file(used: Yard) -> None:
    for path, body in files_of(used).items():
        if path.endswith(".cose"):
            assert json.loads(parse_statement(body).payload)["kind"] != "item.assessed"
        assert not any(percent.encode() in body for percent in HEALTH.values()), path


def test_the_signed_record_beside_a_page_proves_itself(used: Yard) -> None:
    files = files_of(used)
    entries = [path for path in files if path.endswith(".cose")]
    assert entries
    for path in entries:
        proof = LogProof.parse(files[path.replace(".cose", ".tlog-proof")])
        proof.verify(leaf_hash(files[path]), [used.session.verifier()], used.session.origin)


def test_a_digital_link_and_a_printed_id_lead_to_the_page(pages: dict[str, bytes]) -> None:
    assert f"{_ITEM}/index.html" in pages
    way = pages[f"p/{printed_id(yards.PACKS[0])}/index.html"].decode()
    assert f"url=../../{_ITEM}/index.html" in way
    assert f'href="../../{_ITEM}/index.html"' in way, "also for who does not let pages move"
    for file in ("index.html", "index.en.html"):
        assert f"./{_ITEM}/{file}" in pages[file].decode()
    assert printed_id(yards.PACKS[0]) in pages["index.html"].decode()


def test_every_page_can_be_read_by_ear_and_by_keyboard(pages: dict[str, bytes]) -> None:
    for path, body in pages.items():
        root = html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8"))
        lang = "en" if ".en." in path else "es"
        assert root.get("lang") == lang, path
        assert root.findtext(".//title"), path
        levels = [int(one.tag[1]) for one in root.xpath("//h1|//h2|//h3|//h4")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert len(root.xpath("//main")) == 1
        assert root.xpath("//a[@class='skip'][@href='#main']")
        for table in root.xpath("//table"):
            assert table.xpath(".//th[@scope='row']")
            assert all(row.xpath("./th") for row in table.xpath(".//tr"))
        for picture in root.xpath("//svg"):
            assert picture.get("aria-hidden") == "true"
            cell = picture.getparent()
            assert cell.tag == "td"
            assert "%" in cell.text_content(), "the number stands beside its bar"
        assert all(one.text_content().strip() for one in root.xpath("//a"))
        assert len(set(root.xpath("//@id"))) == len(root.xpath("//@id"))


def test_a_page_asks_nobody_for_anything_and_runs_nothing(pages: dict[str, bytes]) -> None:
    for path, body in pages.items():
        root = html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8"))
        assert root.xpath("//script|//link|//img|//iframe|//form|//object|//embed") == [], path
        assert root.xpath("//@src|//@*[starts-with(name(),'on')]") == [], path
        style = root.findtext(".//style")
        assert "url(" not in style
        assert "@import" not in style
        assert "default-src 'none'" in root.xpath("string(//meta[@http-equiv]/@content)")


def test_every_link_of_the_folder_leads_to_one_of_its_files(
    used: Yard, pages: dict[str, bytes]
) -> None:
    files = files_of(used)
    for path, body in pages.items():
        root = html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8"))
        for link in root.xpath("//a/@href"):
            if link.startswith(("https://", "#")):
                continue
            parts = [] if link.startswith("/") else path.split("/")[:-1]
            for part in link.lstrip("/").split("/"):
                parts = parts[:-1] if part == ".." else parts if part == "." else [*parts, part]
            assert "/".join(parts) in files, (path, link)


def test_what_a_maker_writes_is_text_and_never_part_of_the_page(tmp_path: Path) -> None:
    yard = yards.make_yard(tmp_path, packs=1)
    evil = "<script>alert(1)</script>\"&'"
    yard.log(
        "passport.issued", yards.MAKER, item=yards.PACKS[0],
        passport="https://id.planta-apodaca.example/passport/1",
        values={"impact_of_substances": evil, "extinguishing_agent": [evil]},
    )  # fmt: skip
    page = files_of(yard)[f"{_ITEM}/index.html"].decode()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(("url", "folder"), [
    ("https://a.example/01/09521234560104/21/X-1", "01/09521234560104/21/X-1"),
    ("https://a.example/bat/7", "bat/7"),
    ("https://a.example/bat/%2E%2E/7", ""),
    ("https://a.example/bat/a%2Fb", ""),
    ("https://a.example/p/XYZ", ""),
    ("https://a.example/ID/7", ""),
    ("https://a.example/bat/CON", ""),
    ("https://a.example/bat/x%3Ay", ""),
    ("https://a.example/bat//7", ""),
    ("https://a.example/bat/index.html", ""),
    ("https://a.example", ""),
])  # fmt: skip
def test_a_path_that_no_folder_should_have_gives_way_to_the_printed_id(
    url: str, folder: str
) -> None:
    assert folder_of(url) == (folder or f"p/{printed_id(url)}")


@pytest.mark.parametrize(
    "path",
    [
        "/01/09521234560104/21/MX7K%2D000001",
        "/x/01/09521234560104/21/MX7K-000001",
        "/gtin/09521234560104/ser/MX7K-000001",
        "/01/09521234560104/10/L7/21/MX7K-000001",
        "/a/../01/09521234560104/21/MX7K-000001",
    ],
)
def test_two_items_that_a_host_takes_for_one_are_both_named_and_nothing_is_planned(
    used: Yard, path: str
) -> None:
    real = full_item(used)
    other = replace(real, item=f"https://id.planta-apodaca.example{path}")

    with pytest.raises(InputError) as refused:
        plan_site(used.session, [real, other], ("es",))

    assert real.item in str(refused.value)
    assert other.item in str(refused.value)


def test_two_items_that_differ_in_capitals_have_a_folder_each(used: Yard) -> None:
    real = full_item(used)
    other = replace(real, item=real.item.replace("MX7K", "mx7k"))

    planned = plan_site(used.session, [real, other], ("es",))

    assert len({folder.casefold() for _, folder in planned.items}) == 2


def test_many_passports_are_found_by_how_their_id_begins() -> None:
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    many = [
        Listed(f"{letters[n % 32]}{letters[n // 32 % 32]}{n:02X}", "", f"bat/{n}")
        for n in range(2000)
    ]
    found = dict(render_indexes(many, ("en",)))
    assert len(found) == 33
    assert b'href="id/7/index.html"' in found["index.html"]
    assert sum(body.count(b'href="../../bat/') for body in found.values()) == 2000
    assert dict(render_indexes([], ("es",)))["index.html"].count(b"<li>") == 0


def test_again_nothing_is_written_and_a_change_changes_its_own_files(
    used: Yard, tmp_path: Path
) -> None:
    folder, files = tmp_path / "site", files_of(used)
    assert write_folder(folder, files.items()) == Written(len(files), len(files))
    assert files_of(used) == files
    before = (folder / "index.html").stat()
    assert write_folder(folder, files.items()) == Written(len(files), 0)
    assert (folder / "index.html").stat().st_ino == before.st_ino
    fewer = {path: body for path, body in files.items() if path != "404.html"}
    assert write_folder(folder, {**fewer, "index.html": b"new"}.items()).changed == 1
    assert (folder / "index.html").read_bytes() == b"new"
    assert not (folder / "404.html").exists()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["site"]


def test_a_folder_that_could_not_be_finished_is_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_folder(folder, [("a", b"1")])

    def breaking() -> Iterator[tuple[str, bytes]]:
        yield "a", b"2"
        raise OSError(28, "No space left on device")

    with pytest.raises(FailedError, match="No space left"):
        write_folder(folder, breaking())
    assert (folder / "a").read_bytes() == b"1"
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("count", [3, 200])
def test_what_is_written_is_on_the_disk_before_it_takes_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    done: list[str] = []
    fsync, sync, rename = os.fsync, os.sync, Path.rename

    def fsynced(descriptor: int) -> None:
        done.append("file" if stat.S_ISREG(os.fstat(descriptor).st_mode) else "folder")
        fsync(descriptor)

    def synced() -> None:
        done.append("everything")
        sync()

    def renamed(self: Path, target: Path) -> Path:
        done.append("rename")
        return rename(self, target)

    monkeypatch.setattr(os, "fsync", fsynced)
    monkeypatch.setattr(os, "sync", synced)
    monkeypatch.setattr(Path, "rename", renamed)
    write_folder(tmp_path / "site", [(f"p/{number}", b"1") for number in range(count)])
    before = done[: done.index("rename")]
    assert before == (["everything"] if count > 100 else ["file"] * 3 + ["folder"] * 2)
    assert done[-1] == "folder", "and so is the name"


def test_a_folder_of_somebody_else_is_not_replaced(used: Yard, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    check_folder(folder, "site.json", used.session.origin)
    write_folder(folder, files_of(used).items())
    check_folder(folder, "site.json", used.session.origin)
    with pytest.raises(RefusedError, match="another ledger"):
        check_folder(folder, "site.json", "other.example/log")
    (folder / "CNAME").write_text("pasaportes.example")
    with pytest.raises(RefusedError, match="CNAME"):
        check_folder(folder, "site.json", used.session.origin)
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one.jpg").write_bytes(b"1")
    with pytest.raises(RefusedError, match="photos"):
        check_folder(tmp_path / "photos", "site.json", used.session.origin)


def test_a_wrong_language_or_an_item_without_a_passport_is_named(tmp_path: Path) -> None:
    assert parse_langs("en, es") == ("en", "es")
    for wrong in ("es,fr", "es,es", ""):
        with pytest.raises(InputError, match="expected languages"):
            parse_langs(wrong)
    yard = yards.make_yard(tmp_path, packs=1)
    with pytest.raises(InputError, match="passport issue"):
        plan_site(yard.session, [yard.session.world.item(yards.PACKS[0])], ("es",))
