"""An outbox file that vanished, or that an older copy replaced, is told and never signed over."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.yard import MAKER, PACKS, RECYCLER, Yard, make_yard
from batterypass.app.losses import forget_lost
from batterypass.app.outbox import make_files, take
from batterypass.errors import MalformedError, UndecidedError
from batterypass.ports import KeptRow
from batterypass.store.home import Home
from sites.offline import reading
from sites.sites import Site, make_site


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    (tmp_path / "operator").mkdir()
    yard = make_yard(tmp_path / "operator").at("03-05T08:00")
    yield yard
    yard.ledger.close()


@pytest.fixture
def site(yard: Yard, tmp_path: Path) -> Iterator[Site]:
    site = make_site(tmp_path / "patio", yard, RECYCLER, MAKER)
    yield site
    site.close()


def outbox_of(site: Site) -> Path:
    return site.path.with_name("ledger.bp.outbox")


def lose(site: Site) -> None:
    site.close()
    for place in site.folder.glob("ledger.bp.outbox*"):
        place.unlink()


def sign(site: Site, *numbers: int) -> None:
    for number in numbers:
        site.ledger.log("item.assessed", reading(PACKS[number % 2], f"9{number}"), actor=RECYCLER)


def lost_of(site: Site) -> list[int]:
    return [row.place for row in site.session.lost]


@pytest.mark.parametrize("mishap", ["vanished", "emptied"])
def test_an_outbox_that_vanished_is_told_and_nothing_is_signed_over_it(
    site: Site, mishap: str
) -> None:
    sign(site, 0, 1, 2)
    lose(site)
    if mishap == "emptied":
        outbox_of(site).touch()
    assert lost_of(site) == [1, 2, 3]
    first = site.session.lost[0]
    assert (first.kind, first.subject) == ("item.assessed", PACKS[0])
    with pytest.raises(UndecidedError) as refused:
        sign(site, 3)
    assert refused.value.code == "outbox.lost"
    assert refused.value.values["count"] == 3


def test_an_older_copy_of_the_outbox_lacks_what_came_after_it(site: Site, tmp_path: Path) -> None:
    sign(site, 0)
    site.close()
    shutil.copy(outbox_of(site), tmp_path / "older")
    sign(site, 1, 2)
    site.close()
    shutil.copy(outbox_of(site), tmp_path / "whole")
    lose(site)
    shutil.copy(tmp_path / "older", outbox_of(site))
    assert lost_of(site) == [2, 3]
    with pytest.raises(UndecidedError):
        sign(site, 3)
    site.close()
    shutil.copy(tmp_path / "whole", outbox_of(site))
    sign(site, 3)
    assert lost_of(site) == []


def test_what_was_sent_comes_back_from_its_file(site: Site) -> None:
    sign(site, 0, 1)
    (file,) = make_files(site.session, party=RECYCLER, made_at="2026-03-05T08:00:00-06:00")
    sign(site, 2)
    lose(site)
    assert lost_of(site) == [1, 2, 3]
    take(site.session, file)
    assert lost_of(site) == [3]
    site.close()
    # Taking something in does not make anybody forget what is still missing.
    assert lost_of(site) == [3]
    forget_lost(site.session)
    assert lost_of(site) == []
    sign(site, 3)
    site.close()
    assert lost_of(site) == []


def test_what_the_log_has_is_not_lost(yard: Yard, site: Site) -> None:
    sign(site, 0, 1)
    raws = [row.statement for row in site.session.outbox.live()]
    lose(site)
    yard.ledger.record(raws[:1])
    site.update()
    assert lost_of(site) == [2]
    yard.ledger.record(raws[1:])
    site.update()
    assert lost_of(site) == []
    sign(site, 2)
    lose(site)
    assert [row.place for row in site.session.lost] == [1]


def test_a_loss_that_was_given_up_is_told_once_and_a_second_one_again(site: Site) -> None:
    sign(site, 0)
    lose(site)
    forget_lost(site.session)
    sign(site, 1)
    lose(site)
    assert lost_of(site) == [1]


def test_a_home_that_cannot_be_written_does_not_stop_the_work(site: Site) -> None:
    (site.folder / "home").mkdir(exist_ok=True)
    (site.folder / "home" / "outboxes").write_text("no folder")
    sign(site, 0)
    assert [row.state for row in site.session.outbox.live()] == ["pending"]


def test_the_memory_outlives_a_torn_line_and_names_what_is_no_memory(tmp_path: Path) -> None:
    home = Home(tmp_path)
    rows = [
        KeptRow(
            place, f"id-{place}", bytes([place]) * 32, "item.assessed", "https://a.example/1", ""
        )
        for place in (1, 2, 3)
    ]
    assert (home.last_kept("one"), home.kept("one")) == (None, [])
    home.note_kept("one", rows[:2])
    with home.kept_path("one").open("ab") as file:
        file.write(b'{"place":3,"ev')
    assert home.last_kept("one") == rows[1]
    home.note_kept("one", rows[2:])
    assert home.kept("one") == rows
    assert home.kept("other") == []
    home.kept_path("one").write_text("rubbish\n")
    with pytest.raises(MalformedError, match="delete it"):
        home.last_kept("one")
