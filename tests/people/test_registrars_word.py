"""verify counts what rests on nothing but the registrar's word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cli.desk import STORY, Desk, pack_words
from people.desks import MAKER, REGISTRAR


def word(desk: Desk) -> Any:
    ran = desk.run("verify", "--first-use", "--json")
    assert ran.json["authentic"] is True
    return ran.json["registrars_word"]


def test_a_sound_ledger_rests_on_no_single_word(yard: Desk) -> None:
    assert word(yard) == {"signatures": 0, "authorisations": 0}
    assert "rest on its word" not in yard.run("verify", "--first-use").out


def test_what_an_unconfirmed_key_signs_is_counted(yard: Desk) -> None:
    yard.ok("key", "add", MAKER, "--as", REGISTRAR, "--yes")
    keys = yard.ok("key", "show", MAKER, "--json").json["keys"]
    own = next(one["kid"] for one in keys if one["role"] == "daily" and one["vouched"] == "self")
    yard.ok("key", "revoke", own[:16], "--reason", "lost", "--yes", at="03-03T10:10")
    # The only daily key that is left is the registrar's.
    for soh, at in ((96, "03-03T11:00"), (95, "03-03T12:00")):
        yard.ok(
            "log", "item.assessed", pack_words(1)[0], "condition=serviceable", "method=visual",
            f"soh_percent={soh}", "--as", "sierra-alta", "--yes", at=at,
        )  # fmt: skip
    assert word(yard) == {"signatures": 2, "authorisations": 0}
    ran = yard.run("verify", "--first-use")
    assert "2 judgements rest on its word alone" in ran.out
    yard.lang = "es"
    assert "2 juicios descansan solo en su palabra" in yard.run("verify", "--first-use").out


def test_a_hand_over_under_a_transcribed_authorisation_is_counted(
    yard: Desk, tmp_path: Path
) -> None:
    scope = {
        "operation": "reciclaje", "waste_class": "any", "damaged_accepted": True,
        "streams": ["whole_battery", "cells_modules_offspec"],
    }  # fmt: skip
    grant = {
        "scheme": "MX-STATE", "number": "PS/RME-909/26", "holder": "https://metales-sur.example",
        "holder_site": "patio-2", "scopes": [scope], "effective_from": "2026-01-15",
        "effective_to": "2036-01-14",
        "transcription": {
            "source": "Padrón estatal", "published_on": "2026-11-01", "digest": "ab" * 32,
        },
    }  # fmt: skip
    form = tmp_path / "grant.json"
    form.write_text(json.dumps(grant))
    yard.ok("key", "new", "https://metales-sur.example", "--yes")
    card = STORY / "parties" / "metales-sur.json"
    yard.ok("party", "add", "--from", str(card), "--as", REGISTRAR, "--yes")
    yard.ok("log", "authorisation.granted", "--from", str(form), "--as", REGISTRAR, "--yes")
    yard.ok(
        "log", "item.declared-waste", "SA26-000001", "reason=end_of_life", "stream=whole_battery",
        "--as", "sierra-alta", "--yes", at="03-03T11:00",
    )  # fmt: skip
    yard.ok(
        "ship", "offer", "SA26-000001", "--to", "metales-sur", "--carrier", "camino-real",
        "--container-type", "tarima", "--as", "sierra-alta", "--yes", at="03-03T12:00",
    )  # fmt: skip
    assert word(yard) == {"signatures": 0, "authorisations": 1}
