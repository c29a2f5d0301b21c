"""Private keys in memory and in OpenSSH files."""

from __future__ import annotations

import base64
import subprocess
from contextlib import suppress
from pathlib import Path
from shutil import which

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.statements.openssh import encode_openssh, parse_openssh, passphrase_bytes
from batterypass.statements.private import PrivateKey
from statements.samples import counted, counted_p256

SECRET = b"cuatro palabras sin sentido"
LOCKED = encode_openssh(counted(1), SECRET, 1)


def test_the_same_random_bytes_give_the_same_key() -> None:
    assert counted(5).public == counted(5).public != counted(6).public
    assert counted_p256(5).public == counted_p256(5).public
    assert counted(5).alg == -19
    assert counted_p256(5).alg == -9


def test_a_scalar_that_is_no_key_is_drawn_again() -> None:
    draws = iter([bytes(32), b"\xff" * 32, bytes(range(32))])
    key = PrivateKey.generate(lambda _: next(draws), "P-256")
    assert key.public == counted_p256(0).public


@pytest.mark.parametrize("key", [counted(5), counted_p256(5)], ids=["ed25519", "p256"])
def test_a_signature_draws_no_randomness(key: PrivateKey) -> None:
    assert key.sign(b"m") == key.sign(b"m")
    assert len(key.sign(b"m")) == 64


def test_p256_signatures_are_low_every_time() -> None:
    key = counted_p256(5)
    for number in range(40):
        key.public.verify(-9, b"%d" % number, key.sign(b"%d" % number))


def test_the_secret_does_not_show_in_a_log_line() -> None:
    secret = counted(5).key
    assert isinstance(secret, Ed25519PrivateKey)
    assert "Ed25519PrivateKey" not in repr(counted(5))
    assert secret.private_bytes_raw().hex() not in repr(counted(5))


def test_keys_that_are_not_ours() -> None:
    for key in (ec.generate_private_key(ec.SECP384R1()), b"bytes", None):
        with pytest.raises(InputError, match="only Ed25519 and P-256"):
            PrivateKey.wrap(key)


@pytest.mark.parametrize("key", [counted(5), counted_p256(5)], ids=["ed25519", "p256"])
def test_a_key_file_opens_again(key: PrivateKey) -> None:
    again = parse_openssh(encode_openssh(key, SECRET, 1), SECRET)
    assert again.public == key.public
    assert again.sign(b"m") == key.sign(b"m")


def test_openssh_itself_reads_the_file(tmp_path: Path) -> None:
    program = which("ssh-keygen")
    if program is None:
        pytest.skip("no ssh-keygen on this machine")
    path = tmp_path / "daily.key"
    path.write_bytes(encode_openssh(counted(5), SECRET, 16))
    path.chmod(0o600)
    command = [program, "-y", "-P", SECRET.decode(), "-f", str(path)]
    line = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    assert line[0] == "ssh-ed25519"
    assert base64.b64decode(line[1])[-32:] == counted(5).public.raw


def test_another_passphrase_does_not_open_it() -> None:
    for wrong in (b"another passphrase", SECRET + b" ", SECRET.upper()):
        with pytest.raises(BrokenError, match="does not open"):
            parse_openssh(LOCKED, wrong)


def test_a_file_that_would_take_for_ever_is_refused_at_once() -> None:
    body = bytearray(base64.b64decode(b"".join(LOCKED.splitlines()[1:-1])))
    at = body.index(b"bcrypt") + 6 + 4 + 4 + 16
    assert body[at : at + 4] == b"\x00\x00\x00\x01"
    for rounds in (b"\xff\xff\xff\xff", b"\x00\x00\x04\x01", b"\x00\x00\x00\x00"):
        body[at : at + 4] = rounds
        lines = (LOCKED.splitlines()[0], base64.b64encode(body), LOCKED.splitlines()[-1])
        with pytest.raises(MalformedError, match="rounds of bcrypt"):
            parse_openssh(b"\n".join(lines), SECRET)


def test_a_key_without_a_lock_or_of_another_kind() -> None:
    open_key = counted(5).key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    with pytest.raises(MalformedError, match="not locked"):
        parse_openssh(open_key, SECRET)
    pkcs8 = counted(5).key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with pytest.raises(MalformedError, match="not an OpenSSH private key"):
        parse_openssh(pkcs8, SECRET)
    lock = PrivateFormat.OpenSSH.encryption_builder().kdf_rounds(1).build(SECRET)
    foreign = rsa.generate_private_key(65537, 2048)
    with pytest.raises(MalformedError, match="only Ed25519 and P-256"):
        parse_openssh(foreign.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, lock), SECRET)


def test_every_damaged_byte_of_the_body_is_noticed() -> None:
    body = base64.b64decode(b"".join(LOCKED.splitlines()[1:-1]))
    first, last = LOCKED.splitlines()[0], LOCKED.splitlines()[-1]
    for place in range(len(body)):
        damaged = bytearray(body)
        damaged[place] ^= 0x40
        try:
            key = parse_openssh(b"\n".join((first, base64.b64encode(damaged), last)), SECRET)
        except (MalformedError, BrokenError):
            continue
        # The key folder compares the public key; damage of the comment or padding changes nothing.
        assert key.public != counted(1).public or key.sign(b"m") == counted(1).sign(b"m")


@given(st.data())
@settings(max_examples=120, deadline=None)
def test_nothing_but_our_errors_escapes_a_key_file(data: st.DataObject) -> None:
    raw = bytearray(LOCKED)
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(raw) - 1))
        if data.draw(st.booleans()):
            raw[place] = data.draw(st.integers(0, 255))
        else:
            del raw[place : place + data.draw(st.integers(1, 60))]
            raw += b"\n"
    with suppress(MalformedError, BrokenError):
        parse_openssh(bytes(raw), SECRET)


def test_the_same_passphrase_on_two_keyboards() -> None:
    assert passphrase_bytes("contrase\u00f1a") == passphrase_bytes("contrasen\u0303a")
    with pytest.raises(InputError, match="not valid text"):
        passphrase_bytes("\ud800")
