"""The signature on a printed label (``bytes.md`` 9): a QR that a copyist cannot make up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.statements.verifiers import PublicKey, encode_base64url, parse_base64url

if TYPE_CHECKING:
    from batterypass.statements.private import PrivateKey

_LABEL = b"batterypass/label/v1\x00"
_MARK = "#1."


def label_text(url: str) -> bytes:
    """Give the bytes that a label key signs for ``url``."""
    return _LABEL + url.encode()


def label_url(url: str, key: PrivateKey) -> str:
    """Give what the QR holds: the URL, ``#1.`` and 86 characters of signature.

    Raises InputError for a URL with a fragment, which would be cut off again, or a key that is
    not Ed25519.
    """
    if "#" in url or not url.isascii():
        raise InputError(f"label: {url!r} must be ASCII without a fragment")
    if key.public.algorithm != "Ed25519":
        raise InputError("label: only Ed25519 keys sign labels")
    return url + _MARK + encode_base64url(key.sign(label_text(url)))


def parse_label(text: str) -> tuple[str, bytes | None]:
    """Divide what a scanner read into URL and signature; None where the label carries none.

    Raises MalformedError for a fragment that is not a signature, or text that is not ASCII.
    """
    if not text.isascii():
        raise MalformedError("label: the text is not ASCII")
    url, hash_mark, fragment = text.partition("#")
    if not hash_mark:
        return url, None
    if not fragment.startswith("1.") or len(fragment) != 88:
        raise MalformedError(f"label: expected #1. and 86 characters, found #{fragment[:16]}")
    return url, parse_base64url(fragment[2:], "label signature")


def verify_label(url: str, signature: bytes, public: PublicKey) -> str:
    """Return ``url`` if the label key ``public`` signed it. Raises BrokenError."""
    if public.algorithm != "Ed25519":
        raise BrokenError("label: only Ed25519 keys sign labels")
    public.verify(public.alg, label_text(url), signature)
    return url
