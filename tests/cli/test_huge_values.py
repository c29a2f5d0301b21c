"""An error does not grow with what it was given: a megabyte is cut, in words and in JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from batterypass.errors import BrokenError, FailedError, InputError, in_spanish
from batterypass.rules.base import Finding
from batterypass.texts.bilingual import LONGEST, filled, short
from cli.desk import Desk

HUGE = "A" * 1_000_000
#: As much as Linux lets through in one word of a command line, and a little less.
LONG = "A" * 120_000
#: What of the rest a message has is a sentence.
_MOST = 2000


def _files(folder: Path) -> dict[str, Path]:
    """Lay down forms in which one name or value is a megabyte."""
    forms = {
        "value": {"item": HUGE, "condition": "serviceable", "method": "visual"},
        "field": {"item": "SA26-000001", HUGE: 1},
        "deep": {"item": "SA26-000001", "site": {HUGE: 1}},
    }
    found = {}
    for name, form in forms.items():
        found[name] = folder / f"{name}.json"
        found[name].write_text(json.dumps(form))
    return found


#: What is said wrong, a megabyte of it: words of commands, and forms from files.
_WRONG: tuple[tuple[str, ...], ...] = (
    ("history", HUGE),
    ("pack", "show", HUGE),
    ("show", HUGE),
    ("show", "9" * 1_000_000),
    ("explain", HUGE),
    ("schema", HUGE),
    ("ship", "collect", HUGE, "--plate", "X", "--yes"),
    ("manifest", "show", HUGE),
    ("log", HUGE, "--as", "sierra"),
    ("log", "item.assessed", "SA26-000001", f"{HUGE}=1", "--as", "sierra", "--yes"),
    ("log", "item.assessed", "SA26-000001", f"condition={HUGE}", "--as", "sierra", "--yes"),
    ("log", "item.assessed", "SA26-000001", "--as", HUGE, "--yes"),
    ("log", "item.assessed", "--from", "{value}", "--as", "sierra", "--yes"),
    ("log", "item.assessed", "--from", "{field}", "--as", "sierra", "--yes"),
    ("log", "item.assessed", "--from", "{deep}", "--as", "sierra", "--yes"),
    ("log", "item.assessed", "--from", HUGE, "--as", "sierra", "--yes"),
    ("inspect", HUGE),
    ("verify", HUGE),
    ("verify", "--trust", HUGE),
    ("pack", "import", HUGE, "--as", "sierra", "--yes"),
    (LONG,),
    (f"--{LONG}",),
    ("today", f"--{HUGE}"),
)


@pytest.mark.parametrize(("lang", "shape"), [("en", []), ("es", ["--json"])])
def test_a_megabyte_does_not_come_back(
    yard: Desk, tmp_path: Path, shape: list[str], lang: str
) -> None:
    yard.lang = lang
    files = _files(tmp_path)
    troubles = []
    for words in _WRONG:
        given = [str(files[one[1:-1]]) if one[:1] == "{" else one for one in words]
        ran = yard.run(*shape, *given)
        said = len((ran.out + ran.err).encode())
        # With --json it is said for programs and for people.
        if ran.code not in (1, 2) or not 10 < said < _MOST * (1 + len(shape)):
            troubles.append((" ".join(one[:20] for one in words), ran.code, said, ran.err[:300]))
    assert troubles == []


def test_a_form_with_fifty_wrong_fields_names_the_first_twenty(yard: Desk, tmp_path: Path) -> None:
    form = tmp_path / "form.json"
    form.write_text(json.dumps({"items": [["x"]] * 50, "reason": "end_of_life"}))
    ran = yard.run("log", "item.declared-waste", "--from", str(form), "--as", "sierra", "--yes")
    assert ran.code == 2
    assert ran.err.count("items.") == 20
    assert "and 31 more" in ran.err
    assert len(ran.err) < 8000


@pytest.mark.parametrize("kind", [InputError, FailedError, BrokenError])
def test_a_sentence_put_together_elsewhere_is_cut_and_keeps_what_to_do(kind: type) -> None:
    error = kind(f"{HUGE!r} names nothing; batterypass pack list", code="find.no-item", text=HUGE)
    assert len(str(error)) < 300
    assert str(error).endswith("names nothing; batterypass pack list")
    assert len(in_spanish(error)) < 600
    bare = kind(f"line 1: {HUGE}: run batterypass verify", es=HUGE)
    assert len(str(bare)) <= LONGEST
    assert str(bare).endswith("run batterypass verify")
    assert len(in_spanish(bare)) <= LONGEST


def test_a_finding_says_no_more_of_the_bytes_of_others() -> None:
    finding = Finding("BP-V003", "integrity", HUGE, {"table": "events", "key": HUGE, "found": HUGE})
    for lang in ("en", "es"):
        assert len(finding.message(lang)) < _MOST


def test_what_is_short_is_said_whole() -> None:
    assert short("x" * LONGEST) == "x" * LONGEST
    assert filled("{a}, {n:one|many}", {"a": "x" * LONGEST, "n": 1}) == "x" * LONGEST + ", one"
