"""No bytes break a reader: only our own errors come out, in bounded time."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from batterypass.errors import InputError
from batterypass.exchange.csv_rows import read_csv
from batterypass.exchange.errors_file import encode_errors
from batterypass.exchange.json_rows import read_jsonl
from batterypass.exchange.packs import Pack
from batterypass.exchange.reading import FORMATS, read_rows
from batterypass.exchange.source import Source
from exchange import samples
from exchange.samples import HEADER

NOISE = st.text(
    alphabet='",;\t\r\n\\{}[]: \u00f1\u0303=@-+.0123456789eE\x1aserialmodgtu', max_size=120
)


def swallow(source: Source, format_: str) -> None:
    """Read a file as far as an import would, errors file and messages included."""
    try:
        found = samples.read(source, format_=format_)
        rows = list(read_rows(source, format_).rows)
    except InputError as error:
        found, rows = [], []
        said = error.values.get("es")
    else:
        said = "nothing is wrong with the file"
    assert said, "an error that is only said in English"
    refused = []
    for row, one in zip(rows, found, strict=True):
        if isinstance(one, Pack):
            continue
        for problem in one:
            assert problem.text("es").isprintable(), problem
            assert problem.text("en").isprintable(), problem
        refused.append((row, one))
    encode_errors(refused)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["", *FORMATS]))
@example(b"\xff\xfe\xff", "csv")
@example(b"\xef\xbb\xbf\x1a", "")
def test_no_bytes_break_a_reader(body: bytes, format_: str) -> None:
    swallow(Source("noise", body), format_)


@settings(max_examples=200, deadline=None)
@given(NOISE, st.sampled_from(["csv", "jsonl", ""]))
def test_no_text_breaks_a_reader(text: str, format_: str) -> None:
    swallow(Source("noise", text.encode()), format_)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=9))
def test_no_cells_break_a_row(texts: list[str]) -> None:
    names = HEADER.split(",")
    row = dict(zip(names, texts, strict=False))
    swallow(samples.lines(row), "jsonl")


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.text(max_size=10), st.text(max_size=6) | st.floats() | st.booleans()))
def test_no_names_break_a_row(row: dict[str, object]) -> None:
    swallow(samples.lines({**samples.GOOD, **row}), "jsonl")


def test_hostile_files_are_refused_in_bounded_time() -> None:
    start = time.monotonic()
    wide = "a" * 100_000
    for body in (
        b'"' + b"x\n" * 200_000,
        b"," * 500_000 + b"\n1\n",
        (f"{HEADER}\n" + wide + "\n").encode(),
        ("serial\n" + "\n".join(["(" * 5000] * 50)).encode(),
        (f"{HEADER}\n" + "\n".join(["1,1," + "Nn(" * 300 + ",1,1,1,1,1,1"] * 200)).encode(),
    ):
        swallow(Source("t.csv", body), "csv")
    for text in ("[" * 200_000, '{"a":' * 100_000, '{"' + wide + '":1}'):
        list(read_jsonl(Source("t.jsonl", text.encode())).rows)
    with pytest.raises(InputError):
        list(read_csv(Source("t.csv", b'a,"' + b"b" * 300_000)).rows)
    assert time.monotonic() - start < 10
