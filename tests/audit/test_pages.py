"""The page about samples: its example is what the program writes, and what its own steps draw."""

from __future__ import annotations

from audit.test_sampling import redo
from batterypass.domain.sampling import draw
from batterypass.exchange.audit_sample import Sample
from shared import ROOT
from statements.make_examples import found_in

PAGE = (ROOT / "docs" / "formats" / "audit-sample.md").read_text("utf-8")
CHEMISTRY = ("LFP", "NMC-811", "LFP", "-", "LFP", "LFP", "NMC-811", "LFP")
PACKS = {
    f"https://id.planta-apodaca.example/01/09521234560104/21/MX7K-{number:06d}": chemistry
    for number, chemistry in enumerate(CHEMISTRY, 1)
}


def test_the_example_is_a_sample_that_the_page_draws_from_its_eight_packs() -> None:
    lines = found_in(PAGE)["audit-sample"].splitlines()
    data = b"\xef\xbb\xbf" + "".join(f"{line}\r\n" for line in lines).encode()
    sample = Sample.parse(data, "page")
    assert sample.population == len(PACKS)
    drawn = draw(PACKS, sample.wanted, sample.seed, sample.root)
    assert tuple(drawn) == sample.drawn
    assert redo(PACKS, sample.wanted, sample.seed, sample.root) == list(sample.items)


def test_every_file_of_a_folder_is_on_its_page() -> None:
    page = (ROOT / "docs" / "formats" / "audit-folder.md").read_text("utf-8")
    for name in ("00-cover.pdf", "index.csv", "root.txt", "sample.csv", "evidence.bpz", "SHA256SUMS",
                 "packs/", "manifests/", "files/"):  # fmt: skip
        assert name in page
