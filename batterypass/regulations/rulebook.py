"""The rulebook: which rules and which tables are in force from an entry of the log on.

``design/bytes.md`` 10: JSON ``{"rules": [{code, severity, scope, since, until}], "tables": [{name,
sha256}]}``; ``rulebook.adopted`` names its SHA-256 and the content is stored beside the log.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, Protocol

from batterypass.errors import MalformedError, UndecidedError
from batterypass.regulations.tables import Regulations, Table
from batterypass.texts.parser_words import reader_words

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Digests of the rulebooks that this program can judge by. One that is not here leaves
#: ``compliant`` undecided.
KNOWN: frozenset[str] = frozenset(
    {
        "1a0a026ec67ebd2ac556f70eab9724eaa55c64a1d752be73761c81c0b7ea477b",
        "1b50134b88ef4fd6b67c69299feceae848c37790287fec85cf4ef5883809728c",
        "aa3ab1aedabd0b49ea079b4984fd1bd53a5915a8b291b622a7222cd0e560a6d2",
    }
)


class RuleLike(Protocol):
    """What a rulebook says of a rule; ``batterypass.rules.base.Rule`` is one."""

    @property
    def code(self) -> str: ...  # noqa: D102
    @property
    def severity(self) -> str: ...  # noqa: D102
    @property
    def scope(self) -> str: ...  # noqa: D102
    @property
    def since(self) -> str: ...  # noqa: D102
    @property
    def until(self) -> str | None: ...  # noqa: D102


class TableLike(Protocol):
    """What a rulebook says of a table."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def sha256(self) -> str: ...  # noqa: D102


class TableLine(NamedTuple):
    """A table as a rulebook lists it."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule as a rulebook lists it. ``until`` is None while it has no end."""

    code: str
    severity: str
    scope: str
    since: str
    until: str | None


@dataclass(frozen=True, slots=True)
class Rulebook:
    """A rulebook that was read. ``digest`` is the SHA-256 of its bytes in hex."""

    digest: str
    rules: tuple[RuleLine, ...]
    tables: tuple[TableLine, ...]

    def regulations(self, regulations: Regulations) -> Regulations:
        """Give the tables and rules to judge by under this rulebook.

        Raises UndecidedError where a table that it names is not among ``regulations``.
        """
        chosen: dict[str, Table] = {}
        for name, digest in self.tables:
            table = regulations.table(name)
            if table.sha256 != digest:
                raise UndecidedError(
                    f"table {name}: the rulebook needs {digest[:12]}…, this is {table.sha256[:12]}…"
                )
            chosen[name] = table
        return Regulations(chosen, frozenset(line.code for line in self.rules))


def make_rulebook(rules: Iterable[RuleLike], tables: Iterable[TableLike]) -> bytes:
    """Write the rulebook of some rules and tables: the same ones always give the same bytes."""
    # Two functions may serve one rule; the book names it once.
    listed = {
        (rule.code, rule.scope, rule.since): {
            "code": rule.code,
            "severity": rule.severity,
            "scope": rule.scope,
            "since": rule.since,
            "until": rule.until,
        }
        for rule in rules
    }
    lines = [listed[key] for key in sorted(listed)]
    named = [
        {"name": table.name, "sha256": table.sha256}
        for table in sorted(tables, key=lambda table: table.name)
    ]
    return json.dumps(
        {"rules": lines, "tables": named}, ensure_ascii=False, separators=(",", ":")
    ).encode()


def parse_rulebook(body: bytes) -> Rulebook:
    """Read a rulebook. Raises MalformedError where the bytes are not the one form of it."""
    try:
        data = json.loads(body)
        rules = tuple(RuleLine(**line) for line in data["rules"])
        tables = tuple(TableLine(**line) for line in data["tables"])
        canonical = make_rulebook(rules, tables) == body
    except (ValueError, RecursionError) as error:
        raise MalformedError(f"rulebook: {reader_words(error).en}") from error
    except (KeyError, TypeError) as error:
        raise MalformedError("rulebook: expected the members of rules and of tables") from error
    if not canonical:
        raise MalformedError("rulebook: not in canonical form")
    return Rulebook(sha256(body).hexdigest(), rules, tables)
