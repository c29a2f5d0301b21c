"""What is remembered outside the ledger file survives, and does not change silently."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from batterypass.errors import FailedError, InputError, RefusedError
from batterypass.statements.private import PrivateKey
from batterypass.store.home import Home, write_whole
from batterypass.store.keyfolder import KeyFolder
from batterypass.store.keyring import KeyRing

ORIGIN = "registro.example/baterias"
PASSPHRASE = "cuatro palabras bien largas"


def test_a_pin_is_kept_and_never_replaced(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    assert home.trust(ORIGIN) is None
    home.pin(ORIGIN, b"one\n")
    home.pin(ORIGIN, b"one\n")
    with pytest.raises(RefusedError, match="another trust file"):
        home.pin(ORIGIN, b"two\n")
    assert Home(tmp_path / "home").trust(ORIGIN) == b"one\n"


def test_the_last_checkpoint_is_remembered_per_origin(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.remember(ORIGIN, b"first")
    home.remember("other.example/log", b"other")
    home.remember(ORIGIN, b"second")
    assert home.checkpoint(ORIGIN) == b"second"
    assert home.checkpoint("other.example/log") == b"other"
    assert not list(tmp_path.rglob("*.tmp"))


def test_threads_that_write_one_file_do_not_take_it_away_from_each_other(tmp_path: Path) -> None:
    notes = [b"%d\n" % number * 2000 for number in range(8)]

    def write(note: bytes) -> None:
        for _ in range(60):
            write_whole(tmp_path / "note", note, durable=False)

    with ThreadPoolExecutor(len(notes)) as threads:
        list(threads.map(write, notes))
    assert (tmp_path / "note").read_bytes() in notes
    assert [path.name for path in tmp_path.iterdir()] == ["note"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(FailedError, match="file"):
        write_whole(tmp_path / "file" / "below", b"x")


def ring(folder: Path, passphrase: str = PASSPHRASE) -> tuple[KeyRing, list[str]]:
    asked: list[str] = []

    def ask() -> str:
        asked.append("asked")
        return passphrase

    return KeyRing(KeyFolder(folder, random=lambda n: bytes(n), rounds=4), ask), asked


def test_one_unlock_serves_the_whole_command(tmp_path: Path) -> None:
    keys, asked = ring(tmp_path / "keys")
    made = [PrivateKey.generate(lambda n, seed=seed: bytes([seed]) * n) for seed in (1, 2)]  # type: ignore[misc]
    for private, role in zip(made, ("daily", "recovery"), strict=True):
        keys.add(private, "https://planta.example", role)
    again, asked = ring(tmp_path / "keys")
    assert again.parties() == ["https://planta.example"]
    kid = made[0].kid.hex()
    assert again.kids("https://planta.example", "daily") == [kid]
    assert asked == []
    again.unlock([private.kid.hex() for private in made])
    assert again.private(kid).kid == made[0].kid
    assert asked == ["asked"]


def test_a_key_that_is_not_here_is_named(tmp_path: Path) -> None:
    keys, _ = ring(tmp_path / "keys")
    with pytest.raises(InputError, match="no key"):
        keys.private("ab" * 32)
