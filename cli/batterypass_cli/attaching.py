"""Attachments of a run: the files that ``--attach`` and ``attach`` name, and their folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from batterypass.app.attachments import Attached
    from batterypass.app.import_attached import RowFiles
    from batterypass.store.file_folder import FileFolder
    from batterypass_cli.context import Here
    from batterypass_cli.signing import Form

_KILO = 1024


def files_of(here: Here) -> FileFolder:
    """Give the folder of attachments beside the ledger of this run."""
    from batterypass.store.file_folder import FileFolder

    return FileFolder(here.ledger_path.with_name(f"{here.ledger_path.name}.files"))


def read_attached(here: Here, names: Sequence[str]) -> list[Attached]:
    """Read the files that somebody names; nothing is kept yet.

    Raises FailedError for one that cannot be read, InputError for one that is too large or empty.
    """
    if not names:
        return []
    from batterypass.app.attachments import limit_of, refer
    from batterypass.store.file_folder import read_file

    most = limit_of(here.environ.get("BATTERYPASS_ATTACHMENT_MB", ""))
    return [refer(Path(name).name, read_file(Path(name), most), most) for name in names]


def row_files(here: Here, folder: Path) -> RowFiles:
    """Give what reads the files that the rows of an import name: in ``folder``, or below it."""
    from batterypass.app.attachments import limit_of
    from batterypass.app.import_attached import RowFiles
    from batterypass.store.file_folder import read_file

    most = limit_of(here.environ.get("BATTERYPASS_ATTACHMENT_MB", ""))
    around = folder.resolve()

    def read(name: str) -> bytes:
        # Whoever made the table is not whoever signs: a row reaches no other file of theirs.
        try:
            path = (around / name).resolve()
            path.relative_to(around)
        except (OSError, RuntimeError, ValueError) as error:
            raise refusal(InputError, "attach.outside", name=name, folder=folder) from error
        return read_file(path, most)

    return RowFiles(read, most, read_attached(here, here.given.attach))


def tell_row_files(here: Here, forms: Sequence[Mapping[str, Any]]) -> None:
    """Say how many packs of an import name files, and how much that is together."""
    named = [form["documents"] for form in forms if form.get("documents")]
    if named:
        sizes = {one["digest"]: one["bytes"] for documents in named for one in documents}
        text = say("attach.with-rows", packs=len(named), size=size_words(sum(sizes.values())))
        here.out.talk(f"  {text}")


def refuse_attached(here: Here) -> None:
    """Raise InputError for ``--attach`` where no event could name the file: it would be lost."""
    if here.given.attach:
        raise refusal(InputError, "attach.not-here-named", command=" ".join(here.argv[:2]))


def with_attached(forms: Sequence[Form], attached: Sequence[Attached]) -> Sequence[Form]:
    """Name the files in every event of a command."""
    if not attached:
        return forms
    from batterypass.app.attachments import with_documents

    return [
        (kind, {**form, "documents": with_documents(form.get("documents") or [], attached)})
        for kind, form in forms
    ]


def tell_attached(here: Here, attached: Sequence[Attached]) -> None:
    """Say which files are named, and that only their digests go into the event."""
    for one in attached:
        size = size_words(len(one.body))
        text = say("attach.sealed", name=one.name, size=size, media_type=one.media_type)
        here.out.talk(f"  {text}")


def keep_attached(here: Here, attached: Sequence[Attached]) -> None:
    """Keep the files, before anything that names them is signed."""
    for one in attached:
        files_of(here).add(one.body)


def size_words(count: int) -> str:
    """Write a number of bytes for people: 3.1 MB, 12 KB, 640 B."""
    if count < _KILO:
        return f"{count} B"
    if count < _KILO * _KILO:
        return f"{count / _KILO:.0f} KB"
    return f"{count / _KILO / _KILO:.1f} MB"
