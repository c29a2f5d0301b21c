"""Make ``tests/vectors/verifier``: bundles, a manifest and its code, good and damaged, with the verdict.

Keys, clock and chance are fixed, so that each run of one version gives the same bytes. The files stay
as they are when the law of the program moves on: what they are judged for is authenticity.
``python tests/vectors/make_verifier.py`` writes them anew; ``docs/formats/vectors.md`` describes them.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from PIL import Image, ImageDraw

from app import papers_yard
from app import yard as yards
from batterypass.app.roadside import verifier_keys
from batterypass.app.trust import trust_file_for
from batterypass.documents.attached import open_pdf
from batterypass.documents.pdf import write_pdf
from batterypass.documents.qr import encode_code
from batterypass.evidence.bundle_file import BundleFile
from batterypass.evidence.container import INDEX, parse_container
from batterypass.statements.verifiers import parse_base64url
from bundle import story
from web.forging import forged, wrong_statements

OUT = Path(__file__).parent / "verifier"
#: Wrong statements of which a vector is kept; the tests try all.
KEPT = {
    "a stranger's key": "stranger",
    "a revoked key": "revoked",
    "an event id again": "id-again",
    "spaces in the payload": "spaces",
    "a kind that nobody knows": "unknown-kind",
}
#: Papers that are judged once more with the keys of every party, and the word then.
OF_KEYS = {
    "manifest": True, "code": True, "photo": True, "changed": False, "bad-entry": False,
    "code-changed": False,
}  # fmt: skip
KEYS = "parties"
Case = tuple[str, bytes, str, object, list[str], str]


def main() -> None:
    """Write the files and ``cases.json``."""
    OUT.mkdir(exist_ok=True)
    for old in OUT.iterdir():
        old.unlink()
    yard = story.tell(Path(mkdtemp()))
    for name, body in trusts(yard).items():
        (OUT / f"{name}.trust").write_bytes(body)
    (OUT / f"{KEYS}.keys.json").write_text(_text(keys()).decode() + "\n", encoding="utf-8")
    cases: list[dict[str, object]] = []
    files: dict[bytes, str] = {}
    for name, data, trust, authentic, codes, about in (*bundles(yard), *papers()):
        file = files.setdefault(data, name)
        (OUT / file).write_bytes(data)
        cases.append(
            {
                "name": name.rpartition(".")[0], "file": file, "trust": trust, "authentic": authentic, "codes": codes,
                "about": about, "sha256": sha256(data).hexdigest(),
            }
        )  # fmt: skip
    cases += [with_keys(case) for case in cases if case["name"] in OF_KEYS]
    text = json.dumps(cases, ensure_ascii=False, indent=1)
    (OUT / "cases.json").write_text(text + "\n", encoding="utf-8")


def trusts(yard: yards.Yard) -> dict[str, bytes]:
    """Give trust files: the right one, one with another entry 0, and those of other logs."""
    good = story.trust_of(yard)
    state = yard.session.world.ledger()
    key = parse_base64url(state.checkpoint_key, "key")
    other = parse_base64url(state.operator_key, "key")
    entry_0 = yard.ledger.store.statement(0)
    return {
        "good": good,
        "other-entry-0": trust_file_for(yards.ORIGIN, key, b"another"),
        "other-log": trust_file_for("registro.example/other", key, entry_0),
        "other-key": trust_file_for(yards.ORIGIN, other, entry_0),
        "witness": good.replace(
            b"quorum none\n",
            b"witness w1 witness.example/w1+20324abe+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X\n"
            b"quorum w1\n",
        ),
    }


def with_keys(case: dict[str, object]) -> dict[str, object]:
    """Give a case of a paper again, as an exported page judges it that has the keys of the parties."""
    name = str(case["name"])
    about = f"{case['about'] if not OF_KEYS[name] else 'genuine'}: with the keys of the parties"
    return {
        **case, "name": f"{name}-with-keys", "keys": KEYS, "authentic": OF_KEYS[name], "about": about,
    }  # fmt: skip


def keys() -> dict[str, Any]:
    """Give the keys of every party of the papers' ledger, as ``export verifier`` writes them."""
    yard = papers_yard.make(Path(mkdtemp()))
    papers_yard.issue(yard)
    return verifier_keys(yard.session, None)


def _small(data: bytes) -> bytes:
    """Leave out the tables of law, which every program has itself."""
    return replace(BundleFile.parse(data, "x"), content={}).encode()


def bundles(yard: yards.Yard) -> Iterator[Case]:
    """Give the bundles."""
    item = _small(story.bundle_of(yard, "items", story.PACKS[0]))
    party = _small(story.bundle_of(yard, "party", yards.STRANGER))
    period = _small(story.bundle_of(yard, "period", since="2026-11-20", until="2026-11-24"))
    whole = _small(story.bundle_of(yard, "all"))
    yield "item.bpz", item, "good", True, [], "a pack, everything of it"
    yield "party.bpz", party, "good", True, [], "everything that a party signed"
    yield "period.bpz", period, "good", True, [], "some days"
    yield "all.bpz", whole, "good", True, [], "the whole log"
    yield "no-trust.bpz", party, "", None, [], "nothing vouches for the log"
    yield "other-log.bpz", party, "other-log", None, [], "the trust file does not know this log"
    yield "no-quorum.bpz", party, "witness", None, [], "a witness that is asked for is missing"
    yield "other-entry-0.bpz", party, "other-entry-0", False, ["BP-V010"], "another registrar"
    yield "other-key.bpz", party, "other-key", False, ["BP-V010"], "signed by another key"
    yield from _damaged(party, item, period)
    for name, raw in wrong_statements(yard):
        if name in KEPT:
            authentic = name == "a kind that nobody knows"
            codes = {
                "stranger": ["BP-K001"], "revoked": ["BP-K002"], "id-again": ["BP-S005"], "spaces": ["BP-S001"], "unknown-kind": [],
            }[KEPT[name]]  # fmt: skip
            data = forged(yard, whole, raw)
            yield f"forged-{KEPT[name]}.bpz", data, "good", authentic, codes, f"forged: {name}"


def _damaged(party: bytes, item: bytes, period: bytes) -> Iterator[Case]:
    bad = "unreadable"
    middle = len(party) // 2
    flipped = party[:middle] + bytes((party[middle] ^ 1,)) + party[middle + 1 :]
    yield "byte.bpz", flipped, "good", bad, [], "one bit of a byte in the middle"
    yield "cut.bpz", party[:-1], "good", bad, [], "the last byte is missing"
    yield "longer.bpz", party + b"\n", "good", bad, [], "a byte behind the end"
    yield "empty.bpz", b"", "good", bad, [], "no byte at all"
    for name, method in (("zipped", zipfile.ZIP_DEFLATED), ("stored", zipfile.ZIP_STORED)):
        yield f"{name}.bpz", _zip(party, method), "good", bad, [], "written by another zip program"
    out = party.replace(b"checkpoint", b"../../../x")
    yield "path.bpz", out, "good", bad, [], "a member that leads out of the folder"
    members = parse_container(party, "x")
    index = json.loads(members[INDEX])
    first = index["entries"][1]["entry"]
    raw = members[f"statements/{first}.cose"]
    changed = raw[:-1] + bytes((raw[-1] ^ 1,))
    index["entries"][1]["digest"] = sha256(changed).hexdigest()
    yield (
        "signature.bpz", _with(party, {f"statements/{first}.cose": changed, INDEX: _text(index)}),
        "good", False, ["BP-B001", "BP-B003", "BP-S004"], "a signature with one bit changed, digests made anew",
    )  # fmt: skip
    index = json.loads(members[INDEX])
    index["entries"][1]["actor"] += "x"
    yield (
        "index.bpz", _with(party, {INDEX: _text(index)}), "good", False, ["BP-B004"],
        "the index says another actor",
    )  # fmt: skip
    yield from _withheld(item, period)


def _times(item: bytes, period: bytes) -> Iterator[Case]:
    """Hide a time mark, and write other days over a period."""
    index = json.loads(parse_container(item, "x")[INDEX])
    marks = [one for one in index["entries"] if one["kind"] == "ledger.time-marked"]
    line = marks[-1]
    index["entries"].remove(line)
    names = (f"statements/{line['entry']}.cose", f"proofs/{line['entry']}.tlog-proof")
    yield (
        "no-mark.bpz", _with(item, {INDEX: _text(index), **dict.fromkeys(names)}), "good", None, [],
        "the last time mark is left out: when entries were recorded is not shown",
    )  # fmt: skip
    index = json.loads(parse_container(period, "x")[INDEX])
    index["scope"]["since"] = "2026-01-01"
    yield (
        "other-days.bpz", _with(period, {INDEX: _text(index)}), "good", False, ["BP-B007"],
        "an earlier first day is written over a period",
    )  # fmt: skip
    index["scope"] |= {"since": "2026-11-24", "until": "2026-11-20"}
    yield (
        "days-turned.bpz", _with(period, {INDEX: _text(index)}), "good", "unreadable", [],
        "a period whose last day is before its first",
    )  # fmt: skip


def _withheld(item: bytes, period: bytes) -> Iterator[Case]:
    """Leave an entry out, and a subject: what somebody would do who hides something."""
    members = parse_container(item, "x")
    index = json.loads(members[INDEX])
    [line] = [one for one in index["entries"] if one["kind"] == "authorisation.suspended"]
    entry = line["entry"]
    index["entries"].remove(line)
    yield (
        "withheld.bpz",
        _with(item, {INDEX: _text(index), f"statements/{entry}.cose": None, f"proofs/{entry}.tlog-proof": None}),
        "good", False, ["BP-B003"], "the suspension of a permit is left out",
    )  # fmt: skip
    index = json.loads(members[INDEX])
    index["whole"].remove(yards.CARRIER)
    heads = f"heads/{sha256(yards.CARRIER.encode()).hexdigest()}.cbor"
    yield (
        "hidden.bpz", _with(item, {INDEX: _text(index), heads: None}), "good", None, [],
        "it no longer says that it has everything of the carrier",
    )  # fmt: skip
    index = json.loads(members[INDEX])
    index["whole"].remove(yards.CARRIER)
    index["absent"] = sorted([*index["absent"], yards.CARRIER])
    yield (
        "denied.bpz", _with(item, {INDEX: _text(index)}), "good", False, ["BP-B003"],
        "it says that the log does not know the carrier",
    )  # fmt: skip
    yield from _times(item, period)
    proof = parse_container(item, "x")[f"proofs/{entry}.tlog-proof"]
    head, _, note = proof.partition(b"\n\n")
    lines = head.split(b"\n")
    short = b"\n".join(lines[:-1]) + b"\n\n" + note
    yield (
        "short-proof.bpz", _with(item, {f"proofs/{entry}.tlog-proof": short}), "good", False,
        ["BP-B001"], "a proof without its last hash",
    )  # fmt: skip


def papers() -> Iterator[Case]:
    """Give a manifest as PDF, its code, and both damaged; the keys of the parties are not at hand."""
    yard = papers_yard.make(Path(mkdtemp()))
    pdf = papers_yard.issue(yard).pdf
    code = open_pdf(pdf).files["paper.cbor"]
    yield "manifest.pdf", pdf, "good", None, [], "a manifest; who signed it needs his key"
    at = pdf.index(b"%PDF") + 4000
    changed = pdf[:at] + bytes((pdf[at] ^ 1,)) + pdf[at + 1 :]
    yield "changed.pdf", changed, "good", False, ["paper.print-changed"], "one bit of the print"
    files = open_pdf(pdf).files
    lone = {name: body for name, body in files.items() if not name.endswith(".cose")}
    yield "no-entries.pdf", _pdf(lone), "good", False, [], "the entries were taken out"
    entry = min(int(name[:-5]) for name in files if name.endswith(".cose"))
    raw = files[f"{entry}.cose"]
    bad = {**files, f"{entry}.cose": raw[:-1] + bytes((raw[-1] ^ 1,))}
    yield "bad-entry.pdf", _pdf(bad), "good", False, ["paper.data-path"], "a signature changed"
    yield "draft.pdf", _pdf({}), "good", "unreadable", [], "a PDF of ours without signed data"
    yield "code.cbor", code, "good", None, [], "what the code on the paper holds"
    yield "photo.png", _photo(code, 9), "good", None, [], "a crooked picture of the code"
    yield "no-code.png", _photo(None, 0), "good", "unreadable", [], "a picture without a code"
    half = len(code) // 2
    broken = code[:half] + bytes((code[half] ^ 1,)) + code[half + 1 :]
    yield "code-changed.cbor", broken, "good", False, [], "one bit of that"
    yield "code-cut.cbor", code[:-1], "good", "unreadable", [], "the last byte is missing"


def _pdf(files: dict[str, bytes]) -> bytes:
    return write_pdf([b""], title="Manifiesto", lang="es", attachments=list(files.items()))


def _photo(code: bytes | None, angle: float) -> bytes:
    """Draw a code as a small picture, grey on grey and crooked."""
    picture = Image.new("L", (240, 240), 205)
    if code is not None:
        symbol = encode_code(code, level="L")
        module = 4
        picture = Image.new("L", (symbol.across * module,) * 2, 205)
        draw = ImageDraw.Draw(picture)
        for row in range(symbol.side):
            for column in range(symbol.side):
                if symbol.is_dark(row, column):
                    x, y = (column + 4) * module, (row + 4) * module
                    draw.rectangle((x, y, x + module - 1, y + module - 1), fill=60)
    picture = picture.rotate(angle, expand=True, fillcolor=205).quantize(8)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _zip(data: bytes, method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, body in parse_container(data, "x").items():
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), body, method)
    return out.getvalue()


def _with(data: bytes, changes: dict[str, bytes | None]) -> bytes:
    return story.changed(data, changes)


def _text(index: Any) -> bytes:
    return json.dumps(index, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


if __name__ == "__main__":
    main()
