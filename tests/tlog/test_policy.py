"""The trust file, and checkpoints and proofs judged by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import (
    BrokenError,
    InputError,
    MalformedError,
    UndecidedError,
    in_spanish,
)
from batterypass.texts.bilingual import filled
from batterypass.texts.messages import MESSAGES
from batterypass.tlog.checkpoint import Checkpoint, sign_checkpoint
from batterypass.tlog.cosignature import cosign_checkpoint
from batterypass.tlog.keys import COSIGNATURE_V1, ED25519, encode_vkey, make_vkey
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.note import parse_note
from batterypass.tlog.policy import (
    MAX_PARTS,
    MAX_POLICY_SIZE,
    PolicyGroup,
    PolicyLog,
    PolicyWitness,
    TrustFile,
)
from batterypass.tlog.proof import LogProof
from batterypass.tlog.trusted import open_trusted, verify_trusted_proof
from batterypass.tlog.witness import WitnessRequest
from tlog.support import LOG, ORIGIN, TestSigner, TestVerifier

NEW_LOG = TestSigner(ORIGIN, 200)
WITNESSES = [TestSigner(f"w{n}.example", 32 * n, COSIGNATURE_V1) for n in range(1, 6)]
W = [PolicyWitness(f"w{n}", signer.vkey) for n, signer in enumerate(WITNESSES, start=1)]
CHECKPOINT = Checkpoint(ORIGIN, 1, leaf_hash(b"one"))
SIGNED = sign_checkpoint(CHECKPOINT, [LOG])

LOG_LINE = f"log {encode_vkey(LOG.vkey)}\n"
W1, W2, W3 = (f"witness w{n} {encode_vkey(W[n - 1].vkey)}\n" for n in (1, 2, 3))
ENTRY_0 = f"# batterypass-entry-0 sha256:{'0a' * 32}\n"

TWO_LEVELS = TrustFile(
    logs=(PolicyLog(LOG.vkey, "https://log.example/"), PolicyLog(NEW_LOG.vkey)),
    witnesses=tuple(W),
    groups=(
        PolicyGroup("x", 2, ("w1", "w2", "w3")),
        PolicyGroup("y", 1, ("w4", "w5")),
        PolicyGroup("both", 2, ("x", "y")),
    ),
    quorum="both",
    entry_0=bytes(range(32)),
)


def test_a_trust_file_comes_back_as_it_was() -> None:
    assert TrustFile.parse(TWO_LEVELS.encode()) == TWO_LEVELS
    assert TWO_LEVELS.origins == {ORIGIN}
    assert TWO_LEVELS.keys_of(ORIGIN) == (LOG.vkey, NEW_LOG.vkey)
    assert TWO_LEVELS.keys_of("other.example") == ()


def test_spacing_and_comments_and_order_of_a_person_are_accepted() -> None:
    text = f"\n# mine\n  {W1} \t\n{ENTRY_0}\t#\u00a1hola!\n{W2}group\tg  all w1\tw2 \n{LOG_LINE}quorum g\n"
    trust = TrustFile.parse(text.encode())
    assert trust == TrustFile(
        (PolicyLog(LOG.vkey),),
        (W[0], W[1]),
        (PolicyGroup("g", 2, ("w1", "w2")),),
        "g",
        bytes([10] * 32),
    )
    assert trust.encode() == f"{ENTRY_0}{LOG_LINE}{W1}{W2}group g all w1 w2\nquorum g\n".encode()


def test_a_quorum_is_reached_by_exactly_the_right_witnesses() -> None:
    names = [witness.name for witness in W]
    subsets = chain.from_iterable(combinations(names, count) for count in range(6))
    for seen in subsets:
        enough = len({"w1", "w2", "w3"} & {*seen}) >= 2 and bool({"w4", "w5"} & {*seen})
        assert TWO_LEVELS.is_quorum(seen) == enough


def test_a_group_cannot_be_claimed_as_if_it_were_a_witness() -> None:
    assert not TWO_LEVELS.is_quorum(["both", "x", "y"])


def test_a_single_witness_or_none_may_be_the_quorum() -> None:
    single = replace(TWO_LEVELS, quorum="w3")
    assert single.is_quorum(["w3"])
    assert not single.is_quorum(["w1", "w2"])
    assert replace(TWO_LEVELS, quorum="none").is_quorum([])


def test_a_policy_may_name_no_log() -> None:
    assert TrustFile.parse(b"quorum none\n") == TrustFile(())


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_trust_file_that_can_be_made_can_be_read_again(data: st.DataObject) -> None:
    word = (
        st.text(min_size=1, max_size=5)
        .filter(lambda text: text != "none" and all(c > " " and c != "\x7f" for c in text))
        .filter(lambda text: text.encode("utf-8", "ignore").decode() == text)
    )
    names = data.draw(st.lists(word, min_size=5, max_size=8, unique=True))
    witnesses = tuple(
        PolicyWitness(name, signer.vkey, data.draw(st.none() | word))
        for name, signer in zip(names[:4], WITNESSES, strict=False)
    )
    free = names[:4]
    groups = []
    for name in names[4:]:
        if not free:
            break
        members = data.draw(st.lists(st.sampled_from(free), min_size=1, unique=True))
        free = [name, *(one for one in free if one not in members)]
        threshold = data.draw(st.integers(1, len(members)))
        groups.append(PolicyGroup(name, threshold, tuple(members)))
    quorum = data.draw(st.sampled_from(["none", *names[:4], *(group.name for group in groups)]))
    trust = TrustFile((PolicyLog(LOG.vkey),), witnesses, tuple(groups), quorum)
    assert TrustFile.parse(trust.encode()) == trust


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no quorum"),
        (LOG_LINE, "no quorum"),
        ("quorum none", "newline"),
        ("quorum none\nquorum none\n", "line 2: a second quorum"),
        ("quorum w2\n" + W1, "neither a witness nor a group"),
        ("quorum\n", "line 1"),
        ("quorum none x\n", "line 1"),
        ("Quorum none\n", "line 1"),
        ("quorum none\r\n", "CR LF"),
        ("quorum none\r", "newline"),
        ("# \r\nquorum none\n", "CR LF"),
        ("quo\rrum none\n", "control character"),
        ("quorum none\n\x7f\n", "control character"),
        ("\ufeffquorum none\n", "byte order mark"),
        ("quorum\u00a0none\n", "line 1"),
        ("log\nquorum none\n", "line 1"),
        (LOG_LINE.replace("2ef7", "2ef8") + "quorum none\n", "line 1: vkey"),
        (LOG_LINE[:-1] + " url url\nquorum none\n", "line 1"),
        (LOG_LINE + LOG_LINE + "quorum none\n", "two lines"),
        (W1 + W1.replace("witness w1", "witness w2") + "quorum none\n", "two lines"),
        (W1 + W2.replace("witness w2", "witness w1") + "quorum none\n", "two lines"),
        (W1.replace("witness w1", "witness none") + "quorum none\n", "reserved"),
        ("log " + W1.split()[2] + "\nquorum none\n", "type 0x01"),
        ("witness w " + LOG_LINE.split()[1] + "\nquorum none\n", "type 0x04"),
        ("witness w1\nquorum none\n", "line 1"),
        (W1 + "group g all w1 w2\nquorum g\n", "line 2: 'w2' is not defined"),
        (W1 + W2 + "group g all w1 h\ngroup h all w2 g\nquorum g\n", "line 3: 'h' is not defined"),
        (W1 + "group g all g\nquorum g\n", "not defined"),
        (W1 + "group g all none\nquorum g\n", "not defined"),
        (W1 + "group g 0 w1\nquorum g\n", "0 of 1"),
        (W1 + "group g 2 w1\nquorum g\n", "2 of 1"),
        (W1 + "group g 01 w1\nquorum g\n", "threshold"),
        (W1 + "group g some w1\nquorum g\n", "threshold"),
        (W1 + "group g all\nquorum g\n", "0 of 0"),
        (W1 + "group g all w1 w1\nquorum g\n", "a member of this or another group already"),
        (
            W1 + "group g all w1\ngroup h all w1\nquorum h\n",
            "a member of this or another group already",
        ),
        (W1 + "group w1 all w1\nquorum w1\n", "two lines"),
        (
            W1 + "group g all w1\n" + W2.replace("witness w2", "witness g") + "quorum g\n",
            "two lines",
        ),
        (ENTRY_0 + ENTRY_0 + "quorum none\n", "line 2: .* looks like the pin"),
        (ENTRY_0.replace("# b", "#b") + "quorum none\n", "line 1: .* looks like the pin"),
        (ENTRY_0.replace("# b", "## b") + "quorum none\n", "line 1: .* looks like the pin"),
        (ENTRY_0.replace("entry-0", "entry-1") + "quorum none\n", "line 1: .* looks like the pin"),
        (ENTRY_0.replace("batter", "Batter") + "quorum none\n", "line 1: .* looks like the pin"),
        (
            ENTRY_0.replace("# batterypass-entry", "#batterypass_entry") + "quorum none\n",
            "line 1: .* looks like the pin",
        ),
        (
            ENTRY_0.replace("batterypass-entry", "BatteryPass entry") + "quorum none\n",
            "line 1: .* looks like the pin",
        ),
        (
            ENTRY_0.replace("batterypass-entry", "batterpass-entry") + "quorum none\n",
            "line 1: .* looks like the pin",
        ),
        (ENTRY_0.replace("0a", "0A") + "quorum none\n", "line 1: .* looks like the pin"),
        (ENTRY_0.replace("0a0a\n", "0a\n") + "quorum none\n", "line 1: .* looks like the pin"),
        (ENTRY_0.replace("\n", " !\n") + "quorum none\n", "line 1: .* looks like the pin"),
        ("#" * MAX_POLICY_SIZE + "\nquorum none\n", "limit is 262144"),
    ],
)
def test_a_trust_file_that_is_not_quite_right_is_refused(text: str, says: str) -> None:
    with pytest.raises(MalformedError, match=says):
        TrustFile.parse(text.encode())


def test_the_longest_trust_file_can_be_read() -> None:
    text = b"quorum none\n"
    filling = b"#" * (MAX_POLICY_SIZE - len(text) - 1) + b"\n"
    assert TrustFile.parse(filling + text) == TrustFile(())
    keys = [make_vkey(ORIGIN, ED25519, number.to_bytes(32, "big")) for number in range(MAX_PARTS)]
    most = TrustFile(tuple(PolicyLog(key) for key in keys))
    assert TrustFile.parse(most.encode()) == most


def test_a_trust_file_that_is_not_utf8_is_refused() -> None:
    with pytest.raises(MalformedError, match="byte 1"):
        TrustFile.parse(b"#\xff\nquorum none\n")


def test_one_public_key_is_not_log_and_witness_at_once() -> None:
    same = make_vkey("w.example", COSIGNATURE_V1, LOG.vkey.public_key)
    with pytest.raises(InputError, match="two lines"):
        TrustFile((PolicyLog(LOG.vkey),), (PolicyWitness("w", same),))


def test_a_witness_named_like_a_log_is_refused() -> None:
    named = TestSigner(ORIGIN, 64, COSIGNATURE_V1).vkey
    with pytest.raises(InputError, match="named like a log"):
        TrustFile((PolicyLog(LOG.vkey),), (PolicyWitness("w", named),))


@pytest.mark.parametrize("word", ["", "two words", "tab\tbed", "line\n", "del\x7f", "\ud800"])
def test_a_name_or_url_that_is_not_one_word_is_refused(word: str) -> None:
    with pytest.raises(InputError, match="not one word"):
        TrustFile((PolicyLog(LOG.vkey, word),))
    with pytest.raises(InputError, match="not one word"):
        TrustFile((), (replace(W[0], name=word),))


def test_a_trust_file_out_of_bounds_is_not_made() -> None:
    with pytest.raises(InputError, match="32 bytes"):
        TrustFile((), entry_0=b"short")
    with pytest.raises(InputError, match="quorum"):
        TrustFile((), quorum="nobody")
    with pytest.raises(InputError, match="more than 256"):
        TrustFile((PolicyLog(LOG.vkey),) * (MAX_PARTS + 1))


def _cosigned(*numbers: int, at: int = 1_795_000_000) -> bytes:
    data = SIGNED
    for number in numbers:
        data = cosign_checkpoint(data, WITNESSES[number - 1], at + number)
    return data


def test_a_checkpoint_that_enough_witnesses_saw_is_trusted() -> None:
    trusted = open_trusted(_cosigned(1, 3, 4), TWO_LEVELS, ORIGIN, TestVerifier)
    assert trusted.checkpoint == CHECKPOINT
    assert dict(trusted.seen) == {
        "w1": 1_795_000_001,
        "w3": 1_795_000_003,
        "w4": 1_795_000_004,
    }


def test_too_few_witnesses_leave_it_undecided() -> None:
    with pytest.raises(UndecidedError, match="cosigned by no known witness"):
        open_trusted(SIGNED, TWO_LEVELS, ORIGIN, TestVerifier)
    for numbers in [(1, 2, 3), (1, 4, 5), (1, 1, 4)]:
        with pytest.raises(UndecidedError, match="quorum both is not reached"):
            open_trusted(_cosigned(*numbers), TWO_LEVELS, ORIGIN, TestVerifier)


def test_an_unknown_witness_counts_for_nothing() -> None:
    stranger = TestSigner("stranger.example", 9, COSIGNATURE_V1)
    data = cosign_checkpoint(_cosigned(1, 4), stranger, 1)
    with pytest.raises(UndecidedError):
        open_trusted(data, TWO_LEVELS, ORIGIN, TestVerifier)


def test_of_two_cosignatures_by_one_witness_the_later_is_told() -> None:
    trust = replace(TWO_LEVELS, quorum="w1")
    data = cosign_checkpoint(_cosigned(1, at=50), WITNESSES[0], 7)
    assert open_trusted(data, trust, ORIGIN, TestVerifier).seen == (("w1", 51),)


def test_witnesses_without_the_log_are_not_enough() -> None:
    lines = _cosigned(1, 2, 4)[len(SIGNED) :]
    alone = CHECKPOINT.encode().encode() + b"\n" + lines
    with pytest.raises(BrokenError, match="no signature by a trusted key of the log"):
        open_trusted(alone, TWO_LEVELS, ORIGIN, TestVerifier)


def test_a_log_that_the_trust_file_does_not_know_is_undecided() -> None:
    with pytest.raises(UndecidedError, match="no key for the log"):
        open_trusted(SIGNED, TWO_LEVELS, "other.example", TestVerifier)


def test_a_whole_log_made_again_with_another_key_is_broken() -> None:
    forged = sign_checkpoint(CHECKPOINT, [TestSigner(ORIGIN, 99)])
    with pytest.raises(BrokenError, match="none of the"):
        open_trusted(forged, TWO_LEVELS, ORIGIN, TestVerifier)


def test_either_key_of_a_log_that_changed_it_will_do() -> None:
    trust = replace(TWO_LEVELS, quorum="none")
    for signers in ([LOG], [NEW_LOG], [LOG, NEW_LOG]):
        data = sign_checkpoint(CHECKPOINT, signers)
        assert open_trusted(data, trust, ORIGIN, TestVerifier).seen == ()


def test_a_proof_is_judged_with_its_witnesses() -> None:
    proof = LogProof(0, (), _cosigned(2, 3, 5))
    leaf = leaf_hash(b"one")
    trusted = verify_trusted_proof(proof, leaf, TWO_LEVELS, ORIGIN, TestVerifier)
    assert trusted.checkpoint == CHECKPOINT
    with pytest.raises(BrokenError, match="inclusion"):
        verify_trusted_proof(proof, leaf_hash(b"two"), TWO_LEVELS, ORIGIN, TestVerifier)
    with pytest.raises(UndecidedError):
        verify_trusted_proof(
            LogProof(0, (), _cosigned(2, 3)), leaf, TWO_LEVELS, ORIGIN, TestVerifier
        )


def test_lines_stand_in_any_order_and_are_written_in_that_of_c2sp() -> None:
    """Whoever adds a witness's line puts it at the end: batterypass witness show >> north.policy."""
    lines = [LOG_LINE, W1, W2, "group g any w1 w2\n", "group h all g\n", "quorum h\n"]
    expected = TrustFile.parse("".join(lines).encode())
    for order in (
        lines[::-1],
        [lines[5], *lines[:5]],
        [lines[4], lines[0], *lines[2:4], lines[1], lines[5]],
    ):
        found = TrustFile.parse("".join(order).encode())
        assert [one.name for one in found.groups] == ["g", "h"]
        assert found.quorum == "h"
        assert sorted(found.encode().splitlines()) == sorted(expected.encode().splitlines())
        assert TrustFile.parse(found.encode()) == found


@pytest.mark.parametrize("parse", [TrustFile.parse, parse_note, WitnessRequest.parse])
def test_what_an_editor_did_to_a_file_is_said(parse: Callable[[bytes], object]) -> None:
    for data, code in (
        (b"\xef\xbb\xbfold 0\n\na\n", "tlog.bom"),
        (b"old 0\r\n\r\na\r\n", "tlog.crlf"),
    ):
        with pytest.raises(MalformedError) as refused:
            parse(data)
        assert refused.value.code == code
        what = str(refused.value.values["what"])
        assert MESSAGES.known(f"tlog.file-{what}") is not None


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (
            b"\n#batterypass_entry-0\nquorum none\n",
            "trust.pin",
            "renglón 2: '#batterypass_entry-0'",
        ),
        (LOG_LINE.encode(), "trust.no-quorum", "quorum none"),
        (
            b"quorum none\n" + LOG_LINE.encode() + b"quorum none\n",
            "trust.malformed",
            "renglón 3: un segundo renglón de quórum. Un archivo de confianza lleva uno: reemplace el"
            " renglón `quorum none`",
        ),
        (
            b"quorum g\ngroup g any chamber\n",
            "trust.malformed",
            "renglón 2: 'chamber' no está definido",
        ),
        (
            b"quorum none\nwitness w x+1\n",
            "trust.malformed",
            "renglón 2: llave (vkey): se espera nombre+identificador+llave",
        ),
        (
            b"hello\nquorum none\n",
            "trust.malformed",
            "renglón 1: no empieza con log, witness, group ni quorum: 'hello'",
        ),
    ],
)
def test_what_is_wrong_with_a_trust_file_is_said_in_spanish_too(
    data: bytes, code: str, words: str
) -> None:
    with pytest.raises(MalformedError) as refused:
        TrustFile.parse(data)
    assert refused.value.code == code
    assert words in in_spanish(refused.value)


def test_a_bad_trust_file_says_what_to_do_in_both_languages() -> None:
    with pytest.raises(MalformedError) as refused:
        TrustFile.parse(b"quorum none\nlog x\n")
    text = MESSAGES[refused.value.code or ""]
    for said, line in (
        (filled(text.en, refused.value.values), "line 2: vkey"),
        (in_spanish(refused.value), "renglón 2: llave"),
    ):
        assert line in said
        assert "batterypass witness show" in said
