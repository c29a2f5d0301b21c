"""What a scanner types, told from what fingers type: a pack scanned at a question is no answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from batterypass.regulations.identifiers.identifier import parse_identifier

if TYPE_CHECKING:
    from batterypass.app.session import Session

_PRINTED = re.compile(r"^[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-[0-9A-Za-z]$")
_CODE = re.compile(r"^[0-9A-Za-z._/+-]{6,}$")
#: Fewer characters than this are a key or a word, even where some serial number is as short.
_SHORTEST = 4
#: A word with so many digits is a serial number rather than a remark.
_DIGITS = 4


def names_pack(session: Session, text: str) -> bool:
    """Tell whether a text is the code of a pack: a link, a printed id, or a number known here.

    The beginning of a printed id is none: "si" and "dado" may begin one too.
    """
    text = text.strip()
    if len(text) < _SHORTEST:
        return False
    if text.startswith(("https://", "http://")) or _PRINTED.match(text):
        return True
    if session.world.item(text) is not None or any(
        session.world.pointed(relation, text) for relation in ("passport", "alias", "serial")
    ):
        return True
    identifier = parse_identifier(text)
    return identifier.valid and identifier.granularity == "item"


def looks_scanned(session: Session, text: str) -> bool:
    """Tell whether a text is the code of a pack, or reads like one that nobody knows here."""
    text = text.strip()
    if names_pack(session, text):
        return True
    return bool(_CODE.match(text)) and sum(letter.isdigit() for letter in text) >= _DIGITS
