"""Which tables and rules are in force under a rulebook that the log has adopted (D9).

An entry is judged by the rulebook that was in force at its index, with the very tables that it
named: those that this program has, or the ones kept in the ledger under their digests.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from batterypass.errors import MalformedError
from batterypass.regulations.rulebook import Rulebook, parse_rulebook
from batterypass.regulations.tables import Regulations, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.ports import Content


class Rulebooks:
    """The rulebooks of one ledger by their digests."""

    def __init__(
        self,
        own: Regulations,
        digest: str,
        known: frozenset[str],
        content: Callable[[str], Content | None],
    ) -> None:
        """Take this program's own tables with the digest of the rulebook that they make.

        ``known`` are the digests of all rulebooks whose rules it has; ``content`` gives what the
        ledger keeps.
        """
        self._own = own
        self._known = known
        self._content = content
        self._found: dict[str, Regulations | None] = {"": own, digest: own}

    def in_force(self, digest: str) -> Regulations | None:
        """Give the tables and rules of a rulebook; of none (empty), this program's own.

        None where this program does not know it, or where it or a table of it is not here.
        """
        if digest not in self._found:
            self._found[digest] = self._find(digest)
        return self._found[digest]

    def _find(self, digest: str) -> Regulations | None:
        if digest not in self._known:
            return None
        body = self._body(digest)
        if body is None:
            return None
        try:
            return self._regulations(parse_rulebook(body))
        except MalformedError:
            return None

    def _regulations(self, rulebook: Rulebook) -> Regulations | None:
        tables: dict[str, Table] = {}
        for name, digest in rulebook.tables:
            own = self._own.tables.get(name)
            if own is not None and own.sha256 == digest:
                tables[name] = own
                continue
            body = self._body(digest)
            if body is None:
                return None
            tables[name] = Table.parse(name, body)
        return Regulations(tables, frozenset(rule.code for rule in rulebook.rules))

    def _body(self, digest: str) -> bytes | None:
        content = self._content(digest)
        if content is None or sha256(content.body).hexdigest() != digest:
            return None
        return content.body
