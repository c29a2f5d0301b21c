"""New passphrases: what is refused, and that the message says what to do."""

from __future__ import annotations

import pytest

from batterypass.errors import InputError
from batterypass.store.passphrase import PassphraseCheck, check_strength


@pytest.mark.parametrize(
    ("passphrase", "why"),
    [
        ("", "it has 0 characters"),
        ("secreto", "it has 7 characters"),
        ("elevenchars", "it has 11 characters"),
        ("uno dos uno", "it has 11 characters"),
        ("a b c d e f", "it has 11 characters"),
        ("aaaaaaaaaaaaaaaa", "one character over and over"),
        ("a a a a a a a a", "one character over and over"),
        ("            ", "one character over and over"),
        ("123456789012", "it has no letters"),
        ("1234 5678 9012 3456", "it has no letters"),
        ("55-1234-5678-90", "it has no letters"),
        ("ab" * 300, "longer than 512 bytes"),
    ],
)
def test_a_weak_passphrase_is_refused_with_advice(passphrase: str, why: str) -> None:
    with pytest.raises(InputError, match=why) as caught:
        check_strength(passphrase)
    assert "at least 12 characters or 4 words" in str(caught.value)
    assert passphrase == "" or passphrase not in str(caught.value)


@pytest.mark.parametrize(
    "passphrase",
    ["twelve chars", "yo fui al mar", "tú yo él ya", "correcthorsebattery", "電池" * 6],
)
def test_a_strong_passphrase_is_taken(passphrase: str) -> None:
    check_strength(passphrase)


def test_the_check_fits_its_own_passphrase_only() -> None:
    check = PassphraseCheck.make(b"secret", salt=bytes(16), rounds=1)
    assert PassphraseCheck.parse(check.encode()) == check
    assert check.fits(b"secret")
    for other in (b"secre", b"secret ", b"", b"Secret"):
        assert not check.fits(other)
    assert b"secret" not in check.encode()
