"""Makes the examples of the pages about files that travel, from fixed keys and times.

``python tests/evidence/make_examples.py`` (with ``tests`` on the path) writes them into
``docs/formats``; a test checks that they are still the same.
"""

from __future__ import annotations

import json
from hashlib import sha256

from batterypass.evidence.container import encode_container, parse_container
from evidence.bundles import bundle
from evidence.people_files import people_files
from evidence.travel import directory, disclosure, travelled
from statements.make_examples import _BLOCK, PAGES, wrap

NAMES = (
    "container", "outbox-file", "answer-file", "key-request", "key-grant", "directory-file",
    "disclosure-file", "bundle",
)  # fmt: skip
MEMBERS = {"index.json": b"{}", "checkpoint": b"one\n", "statements/0.cose": b"\xd2two"}


def make() -> dict[str, str]:
    """Give all examples by name."""
    files = {
        "outbox": travelled().outbox.encode(),
        "answer": travelled().answer.encode(),
        "request": people_files().request.encode(),
        "grant": people_files().grant.encode(),
        "directory": directory().encode(),
        "disclosure": disclosure().encode(),
        "bundle": bundle().encode(),
    }
    examples = {"container": wrap(encode_container(MEMBERS).hex())}
    for name, data in files.items():
        members = parse_container(data, name)
        index = json.loads(members["index.json"])
        examples[f"{name}-index"] = json.dumps(index, indent=1, sort_keys=True, ensure_ascii=False)
        examples[f"{name}-members"] = "\n".join(
            f"{len(body):5}  {member}" for member, body in members.items()
        )
        examples[f"{name}-file"] = f"{len(data)} bytes\nSHA-256 {sha256(data).hexdigest()}"
    old = parse_container(files["bundle"], "bundle")["consistency/2"]
    examples["bundle-consistency"] = old.decode().removesuffix("\n")
    return examples


def rewrite() -> None:
    """Put the examples into the pages."""
    examples = make()
    for name in NAMES:
        path = PAGES / f"{name}.md"
        page = _BLOCK.sub(
            lambda block: f"```text example={block[1]}\n{examples[block[1]]}\n```",
            path.read_text("utf-8"),
        )
        path.write_text(page, "utf-8")


if __name__ == "__main__":
    rewrite()
