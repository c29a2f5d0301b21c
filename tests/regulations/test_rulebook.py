"""The rulebook: the same rules and tables are always the same bytes, and older ones stay usable."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import MalformedError, UndecidedError
from batterypass.regulations.rulebook import KNOWN, make_rulebook, parse_rulebook
from batterypass.regulations.tables import Regulations
from batterypass.rules import RULES
from worlds import packaged_bodies, packaged_regulations


def packaged_rulebook() -> bytes:
    return make_rulebook(RULES, packaged_regulations().tables.values())


def test_the_rulebook_of_this_program_is_one_that_it_knows() -> None:
    digest = sha256(packaged_rulebook()).hexdigest()

    # A rule or table that was changed is a new rulebook: add its digest to KNOWN, and keep the
    # old one only as long as its rules and tables are still here.
    assert digest in KNOWN


def test_the_rulebook_does_not_depend_on_the_order_of_its_parts() -> None:
    tables = [*packaged_regulations().tables.values()]

    assert make_rulebook(RULES[::-1], tables[::-1]) == packaged_rulebook()


def test_the_rulebook_lists_every_rule_and_table_once() -> None:
    data = json.loads(packaged_rulebook())

    assert set(data) == {"rules", "tables"}
    assert all([*line] == ["code", "severity", "scope", "since", "until"] for line in data["rules"])
    assert {line["code"] for line in data["rules"]} == {rule.code for rule in RULES}
    assert len({(line["code"], line["scope"], line["since"]) for line in data["rules"]}) == len(
        data["rules"]
    )
    assert {line["name"]: line["sha256"] for line in data["tables"]} == {
        name: sha256(body).hexdigest() for name, body in packaged_bodies().items()
    }


def test_a_rulebook_is_read_back_as_it_was_written() -> None:
    body = packaged_rulebook()

    book = parse_rulebook(body)

    assert book.digest == sha256(body).hexdigest()
    assert make_rulebook(book.rules, book.tables) == body


def test_another_rule_or_table_is_another_rulebook() -> None:
    tables = packaged_regulations().tables.values()
    ended = (replace(RULES[-1], until="2027-01-01"), *RULES[:-1])

    bodies = {
        packaged_rulebook(),
        make_rulebook(RULES[:-1], tables),
        make_rulebook(ended, tables),
        make_rulebook(RULES, [*tables][:-1]),
    }

    assert len(bodies) == 4


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"\xff",
        b'{"rules":[]}',
        b'{"rules":[],"tables":[],"more":1}',
        b'{"rules":[], "tables":[]}',
        b'{"rules":[{"code":"BP-X001"}],"tables":[]}',
        b'{"rules":[],"tables":[{"name":"a","sha256":"b","url":"c"}]}',
        b'{"rules":[],"tables":[{"name":"b","sha256":""},{"name":"a","sha256":""}]}',
        b'{"rules":[],"rules":[],"tables":[]}',
    ],
)
def test_what_is_no_rulebook_is_refused(body: bytes) -> None:
    with pytest.raises(MalformedError, match="rulebook"):
        parse_rulebook(body)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 400), st.binary(min_size=1, max_size=3))
def test_a_rulebook_with_another_byte_is_another_or_none(place: int, inserted: bytes) -> None:
    body = packaged_rulebook()
    changed = body[:place] + inserted + body[place + len(inserted) :]

    try:
        book = parse_rulebook(changed)
    except MalformedError:
        return
    assert (book.digest == sha256(body).hexdigest()) is (changed == body)


def test_an_older_rulebook_judges_by_its_own_rules_and_tables() -> None:
    tables = packaged_regulations()
    book = parse_rulebook(make_rulebook(RULES[:5], [tables.table("tolerances")]))

    narrowed = book.regulations(tables)

    assert narrowed.codes == frozenset(rule.code for rule in RULES[:5])
    assert [*narrowed.tables] == ["tolerances"]


def test_a_rulebook_whose_table_is_not_here_leaves_it_undecided() -> None:
    tables = packaged_regulations()
    body = packaged_bodies()["tolerances"] + b"\n"
    other = Regulations.parse({"tolerances": body})
    book = parse_rulebook(make_rulebook(RULES, [tables.table("tolerances")]))

    with pytest.raises(UndecidedError, match="table tolerances"):
        book.regulations(other)
    with pytest.raises(UndecidedError, match="'tolerances'"):
        book.regulations(Regulations())


@pytest.mark.parametrize(
    "body", [b"[" * 200_000, b'{"rules":[{"x":1}],"tables":[]}', b"[]", b"\xff"]
)
def test_a_rulebook_that_is_none_is_said_in_our_words(body: bytes) -> None:
    """A log may name any bytes: whoever reads it must not stop at them."""
    with pytest.raises(MalformedError) as refused:
        parse_rulebook(body)
    said = str(refused.value)
    assert not any(word in said for word in ("recursion", "Expecting", "__init__", "codec"))
