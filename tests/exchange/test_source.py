"""Reading what somebody hands over, within bounds."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from batterypass.errors import FailedError, InputError
from batterypass.exchange.source import MAX_BYTES, Source, read_file, read_stream


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="is a folder"):
        read_file(tmp_path)


def test_a_file_that_is_not_there_is_said_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="no such file") as caught:
        read_file(tmp_path / "shift.csv")
    assert "no existe ese archivo" in str(caught.value.values["es"])


def test_a_gigabyte_is_refused_before_a_byte_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(1 << 30)

    def opened(self: Path, mode: str) -> object:
        raise AssertionError("the file was opened")

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(InputError, match=f"more than {MAX_BYTES} bytes: split the file"):
        read_file(huge)


def test_an_endless_stream_is_refused_at_the_first_byte_too_many() -> None:
    class Endless(io.RawIOBase):
        taken = 0

        def read(self, size: int = -1) -> bytes:
            assert size >= 0
            self.taken += size
            return b"x" * size

    stream = Endless()
    with pytest.raises(InputError, match="split the file"):
        read_stream(stream, "stdin", limit=1000)  # type: ignore[arg-type]
    assert stream.taken == 1001


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "shift.csv"
    path.write_bytes(b"abc")
    found = read_file(path)
    assert found.name == "shift.csv"
    assert found.sha256.startswith("ba7816bf")


@pytest.mark.parametrize("json", [False, True])
def test_one_broken_byte_of_utf8_is_named_with_its_line_and_not_read_as_windows(json: bool) -> None:
    body = "serial,nota\n1,Café de Peña\n2,Año\n".encode() + b"3,Pe\xf1a\n"
    with pytest.raises(InputError, match=r"line 4: byte 40 \(F1\) is no UTF-8") as caught:
        Source("shift.csv", body).decode(json=json)
    assert "línea 4: el byte 40 (F1) no es UTF-8" in str(caught.value.values["es"])
    marked = Source("shift.csv", b"\xef\xbb\xbf" + body)
    with pytest.raises(InputError, match="line 4: byte 43"):
        marked.decode()


def test_a_file_of_windows_letters_is_read_as_such() -> None:
    text = "serial,nota\n1,Café de Peña\n"
    assert Source("shift.csv", text.encode("cp1252")).decode() == (text, "cp1252")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_called_that(encoding: str) -> None:
    with pytest.raises(InputError, match=f"looks like {encoding} without a byte order mark"):
        Source("shift.csv", "serial,note\n1,Café\n".encode(encoding)).decode()
    with pytest.raises(InputError, match="cannot stand in text"):
        Source("shift.csv", b"serial\0,note\n" * 30).decode()
