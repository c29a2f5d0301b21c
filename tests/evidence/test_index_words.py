"""What is wrong with the index of a file is said in our words, in both languages, and not in a library's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from batterypass.errors import MalformedError
from batterypass.evidence.bundle_file import BundleFile
from batterypass.evidence.container import INDEX, encode_container

WRONG = (
    b"[" * 200_000, b"", b"{", b'{"a":', b"\xff", b'{"a":1.5}', b"[1]", b'{"a":9' + b"9" * 5000 + b"}",
    b'{"type":"bundle","version":1,"zzz":1}', b'{"type":"bundle","version":1,"absent":7}',
    b'{"absent":[],"absent":[]}', json.dumps({str(n): n for n in range(99)}).encode(),
)  # fmt: skip
#: Words of the readers of JSON and of forms, and the beginning of a value that is an object.
THEIRS = (
    "recursion", "Expecting", "Extra inputs", "Input should", "Field required", "codec", "{'", "Value error",
    "Exceeds", "None",
)  # fmt: skip


@pytest.mark.parametrize("index", WRONG, ids=range(len(WRONG)))
def test_a_wrong_index_is_named_in_words(index: bytes) -> None:
    with pytest.raises(MalformedError) as caught:
        BundleFile.parse(encode_container({INDEX: index}), "x.bpz")
    error = caught.value
    for text in (str(error), str(error.values.get("why_es", ""))):
        assert not any(word in text for word in THEIRS), text
    assert len(str(error)) < 400
    assert Path("x.bpz").name in str(error)
