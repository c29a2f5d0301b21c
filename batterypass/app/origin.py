"""Evidence of the origin of packs: which files entries name as such. Kept, never judged.

Two ways: ``document.origin-named`` names any files, and an entry by which a pack is made, enrolled
or placed on a market names a certification of origin, told by its media type. Photographs and test
summaries that the same entries name are no evidence of origin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.annulling import is_annulled_entry
from batterypass.app.read import history
from batterypass.domain.events.origin import OriginNamed
from batterypass.evidence.origin_file import CERTIFICATE_MEDIA, parse_certificate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.read import EntryView
    from batterypass.app.session import Session
    from batterypass.domain.origin import OriginCertificate
    from batterypass.ports import FileFolder

NAMED: Final = OriginNamed.KIND.name
#: Kinds whose files may be evidence of origin.
KINDS: Final = frozenset({
    "pack.manufactured", "pack.enrolled", "pack.assembled", "pack.placed-on-market", NAMED,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class OriginFile:
    """A file that an entry names as evidence of origin.

    ``certificate`` is what it says where it is here and in our form; ``removed_on`` is the day on
    which it was taken away here.
    """

    entry: EntryView
    digest: str
    media_type: str
    is_here: bool
    removed_on: str = ""
    certificate: OriginCertificate | None = None


def evidence_in(payload: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the documents of an event that are evidence of origin."""
    kind = payload["kind"]
    if kind not in KINDS:
        return []
    return [
        one
        for one in payload.get("documents", ())
        if kind == NAMED or one["media_type"] == CERTIFICATE_MEDIA
    ]


def origin_of(session: Session, files: FileFolder, item: str) -> list[OriginFile]:
    """List the evidence of origin of an item, oldest first.

    Raises BrokenError for a kept file that is damaged, MalformedError for one that is not what its
    entry says.
    """
    return [
        _looked_up(files, entry, one)
        for entry in history(session, item)
        if (named := evidence_in(entry.payload))
        and not is_annulled_entry(session, entry.raw, entry.payload)
        for one in named
    ]


def _looked_up(files: FileFolder, entry: EntryView, one: Mapping[str, Any]) -> OriginFile:
    digest, media_type = one["digest"], one["media_type"]
    is_here = files.has(digest)
    certificate = None
    if is_here and media_type == CERTIFICATE_MEDIA:
        certificate = parse_certificate(files.read(digest), digest)
    removed_on = "" if is_here else files.dropped(digest)
    return OriginFile(entry, digest, media_type, is_here, removed_on, certificate)
