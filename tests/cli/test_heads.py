"""``checkpoint --seal`` and ``prove``, as a person runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from batterypass.tlog.heads import HeadProof, heads_of, verify_heads
from cli.desk import NO, YES, Desk, Person

ABSENT = "https://nobody.example/p/1"


def size_of(yard: Desk) -> int:
    size: int = yard.ok("checkpoint --json").json["size"]
    return size


def test_sealing_commits_to_the_heads_once_and_the_ledger_stays_sound(yard: Desk) -> None:
    before = size_of(yard)
    first = yard.ok("checkpoint --seal --json").json
    assert first["sealed"]["written"] is True
    assert first["sealed"]["entry"] == first["size"] - 1 >= before
    again = yard.ok("checkpoint --seal --json").json
    assert again["sealed"] == {**first["sealed"], "written": False}
    assert again["note"] == first["note"]
    shown = yard.ok("show", str(first["sealed"]["entry"]), "--json").json["event"]["payload"]
    assert shown["kind"] == "ledger.heads-committed"
    assert (shown["size"], shown["root"]) == (first["size"] - 1, first["sealed"]["heads"])
    assert yard.ok("verify --json").json["authentic"] is True


def test_a_trial_seals_nothing(yard: Desk) -> None:
    before = size_of(yard)
    assert "nothing was sealed" in yard.ok("checkpoint --seal --dry-run").err
    assert size_of(yard) == before


def test_before_the_first_seal_nothing_can_be_proved_and_the_next_command_is_named(
    yard: Desk,
) -> None:
    ran = yard.run("prove sierra-alta")
    assert ran.code == 2
    assert "batterypass checkpoint --seal" in ran.err


@pytest.mark.parametrize("lang", ["en", "es"])
def test_who_is_there_is_proved_and_the_file_proves_it_again(yard: Desk, lang: str) -> None:
    yard.lang = lang
    root = bytes.fromhex(yard.ok("checkpoint --seal --json").json["sealed"]["heads"])
    file = yard.folder / "heads.cbor"
    said = yard.ok("prove", "sierra-alta", "-o", str(file)).out
    assert {"en": "in the log", "es": "está en el registro"}[lang] in said
    told = yard.ok("prove sierra-alta --json").json["proof"]
    assert told["present"] is True
    proof = HeadProof.decode(file.read_bytes())
    verify_heads(proof, root)
    found = heads_of(proof, told["subject"])
    assert {lane: (one["count"], one["digest"]) for lane, one in told["heads"].items()} == {
        lane: (count, acc.hex()) for lane, (count, acc) in found.items()
    }
    assert set(found) >= {"main", "acted"}


@pytest.mark.parametrize("lang", ["en", "es"])
def test_who_is_unknown_is_proved_unknown_and_nobody_else_is(yard: Desk, lang: str) -> None:
    yard.lang = lang
    yard.ok("checkpoint --seal")
    said = yard.ok("prove", ABSENT, "--absent").out
    assert {"en": "proven unknown", "es": "está probado"}[lang] in said
    told = yard.ok("prove", ABSENT, "--json").json["proof"]
    assert (told["present"], told["heads"]) == (False, {})
    refused = yard.run("prove sierra-alta --absent")
    assert refused.code == 4
    assert "sierra-alta" in refused.err


def test_what_was_recorded_after_the_seal_is_said_to_be_missing(yard: Desk) -> None:
    sealed = yard.ok("checkpoint --seal --json").json["size"]
    item = yard.ok("pack list --json").json["packs"][0]["item"]
    yard.ok(
        "log", "item.assessed", f"item={item}", "condition=serviceable", "method=visual",
        "--as", "sierra-alta", "--yes", at="03-04T09:00",
    )  # fmt: skip
    ran = yard.ok("prove", item)
    later = size_of(yard) - sealed
    assert f"{later} later" in ran.err
    assert yard.ok("prove", item, "--json").json["proof"]["later_entries"] == later


def test_a_name_that_is_none_is_refused(yard: Desk) -> None:
    yard.ok("checkpoint --seal")
    assert yard.run("prove zzz").code == 2


def test_what_is_published_is_sealed_first_where_the_keys_are_here(
    yard: Desk, tmp_path: Path
) -> None:
    before = size_of(yard)
    ran = yard.ok("export", "tiles", str(tmp_path / "pub"))
    assert "Sealed" in ran.err
    sealed = size_of(yard)
    assert sealed > before
    yard.ok("export", "tiles", str(tmp_path / "pub"))
    assert size_of(yard) == sealed
    assert (tmp_path / "pub" / "notes" / str(sealed)).is_file()


def test_who_has_no_keys_publishes_unsealed_and_is_told(yard: Desk, tmp_path: Path) -> None:
    before = size_of(yard)
    ran = yard.ok("export", "tiles", str(tmp_path / "pub"), "--keys", str(tmp_path / "none"))
    assert "unsealed" in ran.err
    assert size_of(yard) == before


@pytest.mark.parametrize("words", ["checkpoint --seal", "export tiles public"])
@pytest.mark.parametrize(
    ("lang", "shown"), [("en", "will sign a seal"), ("es", "firmará un sello")]
)
def test_no_seal_is_signed_behind_the_back_of_who_sits_at_a_terminal(
    yard: Desk, words: str, lang: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(yard.folder)
    before, yard.lang = size_of(yard), lang
    question = {"en": "Sign as", "es": "¿Firmar como"}[lang]
    ran = yard.run(words, person=Person({question: NO}))
    assert ran.code == 7
    assert shown in ran.err
    assert (size_of(yard), (yard.folder / "public" / "checkpoint").exists()) == (before, False)
    person = Person({question: YES})
    assert yard.run(words, person=person).code == 0
    assert not person.unused()
    assert size_of(yard) > before
    again = Person()
    assert yard.run(words, person=again).code == 0
    assert again.asked == [], "nothing is left to seal"
