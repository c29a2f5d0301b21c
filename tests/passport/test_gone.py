"""A passport tells anybody that its battery was stolen or lost, and to few that it was exported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app import yard as yards
from batterypass.app.label_check import check_code
from batterypass.app.passport_pages import passport_content
from batterypass.app.passports import passport_form
from batterypass.documents.passport import render_passport
from documents.reading import text_of

if TYPE_CHECKING:
    from pathlib import Path

PACK = yards.PACKS[0]
_SAYS: dict[str, dict[str, Any]] = {
    "pack.stolen": {"report_no": "CI-42/2026"},
    "pack.lost": {"how": "host_not_traced"},
    "pack.exported": {
        "country": "US", "exported_on": "2026-11-20", "custodian_abroad": "Lone Star Cells LLC",
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "es", "en", "code"),
    [
        ("pack.stolen", "Fue robada", "It was stolen", "label.record-stolen"),
        ("pack.lost", "Se perdió", "It is lost", "label.record-lost"),
        ("pack.exported", "reciclador", "recycler", "label.record-exported"),
    ],
)
def test_who_is_offered_a_stolen_battery_is_warned(
    tmp_path: Path, kind: str, es: str, en: str, code: str
) -> None:
    yard = yards.make_yard(tmp_path, packs=1)
    item = yard.session.world.item(PACK)
    yard.log("passport.issued", yards.MAKER, **passport_form(yard.session, item, yards.MAKER, {}))
    yard.at("11-20T08:00").log(kind, yards.MAKER, item=PACK, **_SAYS[kind])

    state = yard.session.world.item(PACK)
    assert state is not None
    for lang, word in (("es", es), ("en", en)):
        content = passport_content(yard.session, state, lang)
        page = text_of(render_passport(content, "es" if lang == "es" else "en"))
        assert word in page
        assert "Lone Star" not in page
    knowing = passport_content(yard.session, state, "en", reader="legitimate_interest")
    stage = "exported" if kind == "pack.exported" else "lost"
    assert knowing.stages[-1].stage == stage
    public = passport_content(yard.session, state, "en")
    assert stage not in {one.stage for one in public.stages}
    found = check_code(PACK, yard.session)
    assert found is not None
    assert code in {said.code for said in found.said}
