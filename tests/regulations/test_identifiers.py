"""Whatever a person types or a scanner reads: what it is, what it names, and what is wrong with it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batterypass.domain.ids import printed_id
from batterypass.regulations.identifiers.identifier import parse_identifier
from batterypass.regulations.identifiers.schemes import packaged_schemes, schemes
from batterypass.texts.messages import MESSAGES
from shared import ROOT

GTIN = "09521234560104"
LINK = f"https://id.gs1.org/01/{GTIN}/21/MX7K-000123"
GBT = "04QPE46KL00012JA10000123"
GS = "\x1d"
DL, ES, URN, KEY = "gs1_digital_link", "gs1_element_string", "epc_urn", "gs1_key"

#: Text -> scheme, key, granularity, GTIN, serial, lot. All of them identify one battery.
ACCEPTED: dict[str, tuple[str, str, str, str, str, str]] = {
    LINK: (DL, "sgtin", "item", GTIN, "MX7K-000123", ""),
    f"https://id.maker.example/01/{GTIN}/21/A1": (DL, "sgtin", "item", GTIN, "A1", ""),
    f"http://maker.example/de/shop/01/{GTIN}/21/A1": (DL, "sgtin", "item", GTIN, "A1", ""),
    f"https://maker.example:8443/01/{GTIN}/21/A1": (DL, "sgtin", "item", GTIN, "A1", ""),
    f"https://maker.example/01/{GTIN}/22/V2/10/L7/21/A1": (DL, "sgtin", "item", GTIN, "A1", "L7"),
    f"https://maker.example/01/{GTIN}/21/01": (DL, "sgtin", "item", GTIN, "01", ""),
    f"https://maker.example/00/1/01/{GTIN}/21/A1": (DL, "sgtin", "item", GTIN, "A1", ""),
    f"https://maker.example/gtin/{GTIN}/lot/L7/ser/A1": (DL, "sgtin", "item", GTIN, "A1", "L7"),
    f"https://maker.example/01/{GTIN}/21/A%2F1%25": (DL, "sgtin", "item", GTIN, "A/1%", ""),
    f"https://maker.example/01/{GTIN}/21/A1?11=261001&10=L7": (DL, "sgtin", "item", GTIN, "A1", "L7"),
    f"https://maker.example/01/{GTIN}/21/A1#1.c2lnbmF0dXJl": (DL, "sgtin", "item", GTIN, "A1", ""),
    "https://maker.example/01/9521234560104/21/A1": (DL, "sgtin", "item", GTIN, "A1", ""),
    "https://maker.example/01/614141123452/21/A1": (
        DL, "sgtin", "item", "00614141123452", "A1", "",
    ),
    "https://maker.example/01/95050003/21/A1": (DL, "sgtin", "item", "00000095050003", "A1", ""),
    "https://maker.example/8004/9521234PACK-1": (DL, "giai", "item", "", "", ""),
    "https://maker.example/a/8004/9521234PACK-1": (DL, "giai", "item", "", "", ""),
    "https://maker.example/giai/9521234PACK-1": (DL, "giai", "item", "", "", ""),
    f"(01){GTIN}(21)A1": (ES, "sgtin", "item", GTIN, "A1", ""),
    f"(01){GTIN} (10)L7 (21)A1": (ES, "sgtin", "item", GTIN, "A1", "L7"),
    f"(01){GTIN}(11)261001(21)A\\(1)": (ES, "sgtin", "item", GTIN, "A(1)", ""),
    f"]d201{GTIN}21A1": (ES, "sgtin", "item", GTIN, "A1", ""),
    f"]C101{GTIN}10L7{GS}21A1": (ES, "sgtin", "item", GTIN, "A1", "L7"),
    f"]Q301{GTIN}1126100121A1": (ES, "sgtin", "item", GTIN, "A1", ""),
    f"01{GTIN}21A1<GS>10L7": (ES, "sgtin", "item", GTIN, "A1", "L7"),
    f"{GS}01{GTIN}3103000412" + "21A1": (ES, "sgtin", "item", GTIN, "A1", ""),
    "(8004)9521234PACK-1": (ES, "giai", "item", "", "", ""),
    "urn:epc:id:sgtin:9521234.056010.MX7K-000123": (URN, "sgtin", "item", GTIN, "MX7K-000123", ""),
    "urn:epc:id:sgtin:9521234.056010.A.1%2F2": (URN, "sgtin", "item", GTIN, "A.1/2", ""),
    "urn:epc:tag:sgtin-96:0.9521234.056010.12": (URN, "sgtin", "item", GTIN, "12", ""),
    "urn:epc:id:giai:9521234.PACK-1": (URN, "giai", "item", "", "", ""),
    "giai:9521234PACK-1": ("giai", "giai", "item", "", "", ""),
    f"SGTIN:(01){GTIN}(21)A1": ("sgtin", "sgtin", "item", GTIN, "A1", ""),
    "25SUN123456789MX7K000123": ("iso_iec_15459", "", "item", "", "", ""),
    f"[)>\x1e06{GS}25SUN123456789MX7K000123\x1e\x04": ("iso_iec_15459", "", "item", "", "", ""),
}  # fmt: skip

#: Text -> scheme, granularity, reason. They are right, and no battery identifiers.
NOT_ONE_BATTERY: dict[str, tuple[str, str, str]] = {
    GTIN: (KEY, "model", "gtin-only"),
    "9521234560104": (KEY, "model", "gtin-only"),
    "614141123452": (KEY, "model", "gtin-only"),
    "95050003": (KEY, "model", "gtin-only"),
    f"https://maker.example/01/{GTIN}": (DL, "model", "gtin-only"),
    f"(01){GTIN}": (ES, "model", "gtin-only"),
    "urn:epc:idpat:sgtin:9521234.056010.*": (URN, "model", "gtin-only"),
    f"https://maker.example/01/{GTIN}/22/V2": (DL, "model", "variant-only"),
    f"https://maker.example/01/{GTIN}/10/L7": (DL, "batch", "lot-only"),
    f"https://maker.example/01/{GTIN}?10=L7": (DL, "batch", "lot-only"),
    f"(01){GTIN}(10)L7": (ES, "batch", "lot-only"),
    "urn:epc:class:lgtin:9521234.056010.L7": (URN, "batch", "lot-only"),
    f"https://maker.example/01/{GTIN}/235/T1": (DL, "item", "third-party-serial"),
    "https://maker.example/01/02012345678903/21/A1": (DL, "item", "restricted-prefix"),
    "https://maker.example/01/02112345678900/21/A1": (DL, "item", "restricted-prefix"),
    "(8006)095212345601040102(21)A1": (ES, "item", "piece"),
    "(8010)9521234CELL(8011)7": (ES, "item", "restricted-part"),
    "(8003)09521234560104S1": (ES, "item", "returnable-asset"),
    "(8003)09521234560104": (ES, "model", "returnable-asset"),
    "095212345600000012": (KEY, "logistic_unit", "logistic-unit"),
    "https://maker.example/00/095212345600000012": (DL, "logistic_unit", "logistic-unit"),
    "https://maker.example/414/9521234567011": (DL, "site", "place"),
    "https://maker.example/414/9521234567011/254/7": (DL, "site", "place"),
    "https://maker.example/417/9521234567042": (DL, "party", "party"),
    "https://maker.example/253/9521234568018MAN-2034-00077": (DL, "document", "document"),
    "https://maker.example/255/9521234568018": (DL, "document", "document"),
    "https://maker.example/8013/1987654Ad4X4bL5ttr2310c2K": (DL, "model", "model-number"),
    GBT: ("gb_t_34014", "item", "national-number"),
    GBT.lower(): ("gb_t_34014", "item", "national-number"),
    f"GB/T 34014:{GBT}": ("gb_t_34014", "item", "national-number"),
    "KR:KRB2503A000123": ("kr_battery", "item", "national-number"),
    "bpan:INABC12LFP0350A26A001": ("in_bpan", "item", "draft-number"),
    "https://maker.example/p/1": ("https", "item", "equivalence-open"),
    "https://maker.example/p/2026/01/17": ("https", "item", "equivalence-open"),
    "did:web:maker.example:p:1": ("did_web", "", "equivalence-open"),
    "1822968E-a72b-8c80-b38c-f939d0027ffa": ("uuid", "", "equivalence-open"),
    "urn:uuid:1822968e-a72b-8c80-b38c-f939d0027ffa": ("uuid", "", "equivalence-open"),
    "FXVP-TPAR-29KS-R": ("printed_id", "item", "short-form"),
    "fxvp tpar 29ks r": ("printed_id", "item", "short-form"),
    "BPNL00000003AZQP": ("bpn", "party", "partner"),
    "BPNS00000003AZQP": ("bpn", "site", "partner"),
}

#: Text -> scheme and what is wrong.
WRONG: dict[str, tuple[str, str]] = {
    "": ("", "empty"),
    " \t": ("", "empty"),
    "hola": ("", "unknown"),
    "INABC12LFP0350A26A001": ("", "unknown"),
    "09521234560105": (KEY, "check-digit"),
    "4006381333932": (KEY, "check-digit"),
    "095212345600000013": (KEY, "check-digit"),
    "https://maker.example/01/09521234560105/21/A1": (DL, "check-digit"),
    "https://maker.example/01/09512234560104/21/A1": (DL, "check-digit"),
    "https://maker.example/8013/1987654Ad4X4bL5ttr2310c2J": (DL, "check-digit"),
    "https://maker.example/01/1234/21/7": (DL, "wrong-length"),
    f"https://maker.example/01/{GTIN}/21/A12345678901234567890": (DL, "wrong-length"),
    f"https://maker.example/01/{GTIN}/21/Ñ": (DL, "bad-character"),
    f"https://maker.example/01/{GTIN}/21/A%20": (DL, "bad-character"),
    f"https://maker.example/01/{GTIN}/21/A%2": (DL, "bad-escape"),
    f"https://maker.example/01/{GTIN}/21/%FF": (DL, "bad-escape"),
    f"https://maker.example/01/{GTIN}/21/A/10/L": (DL, "qualifiers"),
    f"https://maker.example/01/{GTIN}/10/L/235/T": (DL, "qualifiers"),
    f"https://maker.example/01/{GTIN}/99/X": (DL, "qualifiers"),
    f"https://maker.example/01/{GTIN}?21=A1": (DL, "in-query"),
    f"https://maker.example/01/{GTIN}/": (DL, "trailing-slash"),
    f"https:///01/{GTIN}/21/A1": (DL, "bad-host"),
    f"https://[maker/01/{GTIN}/21/A1": (DL, "bad-host"),
    "https://maker.example:x/p/1": (DL, "bad-host"),
    "(21)A1": (ES, "no-key"),
    f"(01){GTIN}(21)": (ES, "no-value"),
    f"(01){GTIN}(21)A(21)B": (ES, "twice"),
    f"(01){GTIN}x(21)A": (ES, "wrong-length"),
    f"(01){GTIN}(10)L(235)T": (ES, "not-together"),
    f"]d201{GTIN[:9]}": (ES, "wrong-length"),
    f"]d201{GTIN}??": (ES, "no-ai"),
    "urn:epc:id:gid:1.2.3": (URN, "unknown-urn"),
    "urn:epc:id:sgtin:9521234.056010": (URN, "urn-fields"),
    "urn:epc:id:sgtin:952.056010.1": (URN, "urn-prefix"),
    "urn:epc:id:sgtin:9521234.05601.1": (URN, "urn-digits"),
    GBT[:-1]: ("", "unknown"),
    f"GB/T 34014:{GBT[:-1]}": ("gb_t_34014", "wrong-shape"),
    f"GB/T 34014:{GBT.replace('P', 'X', 1)}": ("gb_t_34014", "wrong-shape"),
    f"GB/T 34014:{GBT.replace('K', 'O', 1)}": ("gb_t_34014", "wrong-shape"),
    f"GB/T 34014:{GBT.replace('JA1', 'J2X')}": ("gb_t_34014", "no-such-day"),
    f"GB/T 34014:{GBT[:-7]}0000000": ("gb_t_34014", "no-serial"),
    f"giai:(01){GTIN}(21)A": ("giai", "other-key"),
    "sgtin:A1": ("sgtin", "other-key"),
    "bpan:IN": ("in_bpan", "wrong-shape"),
    "http://maker.example/p/1": ("https", "no-item-url"),
    "https://maker.example": ("https", "no-item-url"),
    "https://Maker.example/p/1": ("https", "no-item-url"),
    "did:web:": ("did_web", "bad-form"),
    "BPNL123": ("bpn", "bad-form"),
    "FXVP-TPAR-29KS-S": ("printed_id", "printed"),
}


@pytest.mark.parametrize("text", ACCEPTED)
def test_one_battery_by_iso_15459_in_every_form(text: str) -> None:
    found = parse_identifier(text)
    said = (found.scheme, found.key, found.granularity, found.gtin, found.serial, found.lot)
    assert said == ACCEPTED[text]
    assert (found.valid, found.acceptable, found.reason) == (True, True, "")


@pytest.mark.parametrize("text", NOT_ONE_BATTERY)
def test_what_is_right_and_identifies_no_single_battery_by_the_standard(text: str) -> None:
    found = parse_identifier(text)
    assert (found.scheme, found.granularity, found.reason) == NOT_ONE_BATTERY[text]
    assert (found.valid, found.acceptable) == (True, False)
    assert MESSAGES.known(f"idform.{found.reason}") is not None


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_named(text: str) -> None:
    found = parse_identifier(text)
    assert (found.scheme, found.reason) == WRONG[text]
    assert (found.valid, found.acceptable, found.granularity) == (False, False, "")
    said = MESSAGES[f"idform.{found.reason}"]
    assert said.en.format_map(dict(found.values)) != said.es.format_map(dict(found.values))


@given(st.text(max_size=60) | st.from_regex(r"\A(https://a\.b/|\(|\]d2|urn:epc:|25S)[ -~]{0,40}\Z"))
def test_no_text_breaks_the_reader_and_every_answer_can_be_said(text: str) -> None:
    found = parse_identifier(text)
    assert found.text == text
    assert found.acceptable == (found.valid and not found.reason)
    if found.reason:
        assert MESSAGES[f"idform.{found.reason}"].es.format_map(dict(found.values))


@given(st.sampled_from([LINK, f"(01){GTIN}(21)A1", "09521234560104"]), st.data())
def test_a_wrong_digit_of_a_gtin_is_never_taken(text: str, data: st.DataObject) -> None:
    start = text.index(GTIN)
    place = start + data.draw(st.integers(0, 13))
    digit = data.draw(st.sampled_from("0123456789").filter(lambda one: one != text[place]))
    found = parse_identifier(text[:place] + digit + text[place + 1 :])
    assert (found.valid, found.reason) == (False, "check-digit")


def test_the_examples_of_the_format_page_are_one_pack() -> None:
    page = (ROOT / "docs/formats/ids.md").read_text("utf-8").split("```")[1]
    lines = dict(re.findall(r"^(item URL|printed id|GS1 link|bar code|scanned|EPC URN|GIAI|GB/T 34014)"
                            r"\s+(\S+)$", page, re.MULTILINE))  # fmt: skip
    assert len(lines) == 8
    same = {parse_identifier(lines[name]).number for name in
            ("item URL", "GS1 link", "bar code", "scanned", "EPC URN")}  # fmt: skip
    assert len(same) == 1
    assert None not in same
    assert printed_id(lines["item URL"]) == lines["printed id"]
    assert parse_identifier(lines["GIAI"]).acceptable
    assert parse_identifier(lines["GB/T 34014"]).valid


def test_every_scheme_has_an_example_that_fits_and_a_name_in_both_languages() -> None:
    for scheme in schemes(packaged_schemes()):
        found = parse_identifier(f"{scheme.scheme}:{scheme.example}")
        assert found.valid, scheme.scheme
        text = MESSAGES.known(f"idscheme.{found.scheme}")
        assert text is not None, found.scheme
        assert scheme.normal(scheme.example) == scheme.example
