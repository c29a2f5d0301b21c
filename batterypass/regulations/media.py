"""The media type of content that a digest in the log names."""

from __future__ import annotations


def media_type_of(body: bytes) -> str:
    """Give the media type of a rulebook or a table: JSON, or lines of values."""
    return "application/json" if body[:1] in (b"{", b"[") else "text/csv"
