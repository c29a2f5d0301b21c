"""Files that come with an import of packs: read once each, bounded, named by digest.

A row names files that stand beside the imported one; ``--attach`` names some for every row. Only the
references are remembered: thousands of certificates do not fit in memory. They are read again, and
have to be the same, when they are kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.attachments import Attached, refer, with_documents
from batterypass.app.read import history
from batterypass.errors import FailedError, InputError
from batterypass.evidence.refusal import refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from batterypass.app.session import Session
    from batterypass.ports import FileFolder

#: All files of one import together; what is more is imported in parts.
MOST_TOGETHER: Final = 2_000 * 1024 * 1024
_KEYS: Final = {
    "attach.outside": "attach_outside",
    "attach.empty": "attach_empty",
    "attach.too-large": "attach_too_large",
    "attach.too-many": "attach_too_many",
    "attach.too-much": "attach_too_much",
}


@dataclass(slots=True)
class RowFiles:
    """Gives the ``documents`` of rows. ``read`` gives the bytes of a file by the name in a row.

    ``read`` raises InputError for a name that leads elsewhere, FailedError for what it cannot read.
    """

    read: Callable[[str], bytes]
    #: The largest file, bytes.
    most: int
    for_all: Sequence[Attached] = ()
    together: int = MOST_TOGETHER
    _known: dict[str, dict[str, Any]] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def documents(self, names: Iterable[str]) -> list[dict[str, Any]]:
        """Give the references of a row, each file once. Raises InputError and FailedError."""
        references = {one["digest"]: one for one in map(self._refer, names)}
        return with_documents(list(references.values()), self.for_all)

    def keep(self, folder: FileFolder, forms: Iterable[Mapping[str, Any]]) -> None:
        """Keep what forms name, before they are signed. Raises InputError for a file that changed."""
        named = {one["digest"] for form in forms for one in form.get("documents", ())}
        for one in self.for_all:
            if one.digest in named:
                folder.add(one.body)
        for digest in sorted(named & self._names.keys()):
            name = self._names[digest]
            attached = refer(name, self.read(name), self.most)
            if attached.digest != digest:
                raise refusal(InputError, "attach.changed", name=name)
            folder.add(attached.body)

    def _refer(self, name: str) -> dict[str, Any]:
        known = self._known.get(name)
        if known is None:
            attached = refer(name, self.read(name), self.most)
            self.together -= len(attached.body)
            if self.together < 0:
                raise refusal(InputError, "attach.too-much", name=name)
            known = self._known[name] = attached.form
            self._names.setdefault(attached.digest, name)
        return known


def problem_key(error: InputError | FailedError) -> str:
    """Give the text of an import for what is wrong with the files of a row."""
    return _KEYS.get(error.code or "", "attach_unreadable")


def lacks_files(session: Session, form: Mapping[str, Any], payload: Mapping[str, Any]) -> bool:
    """Tell whether a recorded pack is given files that none of its entries names."""
    wanted = {one["digest"] for one in form.get("documents", ())}
    if wanted <= {one["digest"] for one in payload.get("documents", ())}:
        return False
    named = {
        one["digest"]
        for entry in history(session, form["item"])
        for one in entry.payload.get("documents", ())
    }
    return not wanted <= named
