"""Every attribute, five readers, three categories through the printed page; nothing closed on it."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from app import yard as yards
from batterypass.app.passport_pages import passport_content
from batterypass.app.passports import passport_form
from batterypass.documents.passport import render_passport
from documents.reading import text_of
from passport.readers import CATEGORIES, READERS, full_item, leaks

if TYPE_CHECKING:
    from pathlib import Path

    from app.yard import Yard

#: Readers that may know how a pack is: Annex XIII, 4.
_KNOWING = ("legitimate_interest", "responsible_operator")


@pytest.fixture
def used(tmp_path: Path) -> Yard:
    """Give a pack whose readings stand in clear, one of them corrected, and that is waste by now."""
    yard = yards.make_yard(tmp_path, packs=1)
    item = yard.session.world.item(yards.PACKS[0])
    yard.log("passport.issued", yards.MAKER, **passport_form(yard.session, item, yards.MAKER, {}))
    yard.at("11-20T08:00").log(
        "item.assessed", yards.MAKER, item=yards.PACKS[0], condition="damaged_stable",
        method="capacity_test", soh_percent="81.37", cycles=1273,
    )  # fmt: skip
    read = yard.session.store.statement(yard.session.size - 1)
    yard.log(
        "entry.amended", yards.MAKER, target=sha256(read).hexdigest(),
        amended_subject=yards.PACKS[0], target_kind="item.assessed", reason="typing_error",
        fields=[{"field": "cycles", "old": 1273, "new": 1372}],
    )  # fmt: skip
    yard.log(
        "item.declared-waste", yards.MAKER, items=[yards.PACKS[0]], reason="end_of_life",
        stream="whole_battery",
    )  # fmt: skip
    return yard


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("reader", READERS)
def test_a_page_prints_no_value_that_its_reader_may_not_see(
    whole: dict[str, Yard], category: str, reader: str
) -> None:
    yard = whole[category]
    for lang in ("es", "en"):
        content = passport_content(yard.session, full_item(yard), lang, reader=reader)
        pdf = render_passport(content, "es" if lang == "es" else "en")
        assert leaks(repr(content), reader) == set()
        assert leaks(text_of(pdf), reader) == set()
        # Nor where only a program looks.
        assert leaks(pdf.decode("latin-1"), reader) == set()


@pytest.mark.parametrize("reader", READERS)
def test_readings_in_clear_are_on_no_page_of_who_may_not_see_them(used: Yard, reader: str) -> None:
    item = used.session.world.item(yards.PACKS[0])
    page = text_of(render_passport(passport_content(used.session, item, "es", reader=reader)))
    closed = ("81.37", "1273", "1372", "RESIDUO", "dañado", "residuo", "evaluado", "corrigió")
    if reader in _KNOWING:
        assert "81.37" in page
        assert "1372" in page
        assert "RESIDUO" in page
        assert "evaluado" in page
    else:
        assert [one for one in closed if one in page] == []
        assert "No son públicos" in page
        assert "instalado" not in page, "nor what has not happened yet"


def test_without_a_reader_a_page_is_the_public_one(used: Yard) -> None:
    item = used.session.world.item(yards.PACKS[0])
    assert passport_content(used.session, item, "en") == passport_content(
        used.session, item, "en", reader="public"
    )
