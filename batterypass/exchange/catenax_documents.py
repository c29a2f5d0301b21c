"""Documents of a Catena-X battery pass 6.1.0, and what consists of them: footprint, safety, parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from batterypass.exchange.catenax_paths import (
    FOOTPRINT_TYPE,
    FOOTPRINT_UNIT,
    SHARE_OF_TOTAL,
    STAGE_WORDS,
)
from batterypass.regulations.attributes import attributes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.exchange.writing import Writer

#: The model's limit of a header.
_HEADER: Final = 100


def write_documents(writer: Writer, path: str, attribute: str, texts: Sequence[str]) -> None:
    """Write documents with their content; a header is the name of the attribute."""
    header = attributes()[attribute].name_en[:_HEADER]
    for place, text in enumerate(texts):
        writer.put(f"{path}[{place}]", document(text, header), attribute)
    if not texts:
        # No document is a fact that an empty list tells; the law may ask for one all the same.
        writer.put(path, [])


def document(content: str, header: str) -> dict[str, str]:
    """Make a document of the model: a link, or a text."""
    kind = "URL" if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", content) else "text/plain"
    return {"content": content, "contentType": kind, "header": header}


def write_footprint(writer: Writer) -> None:
    """Write the whole footprint, and the share of each stage with a unit that says so."""
    base = "sustainability.carbonFootprint"
    place = 0
    total = writer.text("carbon_footprint_per_functional_unit")
    shares = {name: writer.text(name) for name in STAGE_WORDS}
    for name, text in {"carbon_footprint_per_functional_unit": total, **shares}.items():
        start = f"{base}[{place}]"
        if text.startswith("-"):
            # What recycling gives back; the model knows no footprint below nought.
            writer.lose("left_out", name, f"{start}.value", "lose_pattern", pattern="0, 1, …")
            continue
        if not writer.number(f"{start}.value", name, text, is_required=False):
            continue
        is_total = place == 0 and bool(total)
        writer.put(f"{start}.rulebook", [])
        writer.put(f"{start}.lifecycle", "cradle to grave" if is_total else STAGE_WORDS[name])
        writer.put(f"{start}.unit", FOOTPRINT_UNIT if is_total else SHARE_OF_TOTAL)
        writer.put(f"{start}.type", FOOTPRINT_TYPE)
        writer.put(f"{start}.manufacturingPlant", [])
        writer.put(f"{start}.declaration", [])
        if is_total:
            path = f"{start}.performanceClass"
            writer.word(path, "carbon_footprint_performance_class", is_required=False)
            study = writer.texts("carbon_footprint_study_url")
            write_documents(writer, f"{start}.declaration", "carbon_footprint_study_url", study)
        place += 1
    if not place:
        writer.put(base, [])


def write_safety(writer: Writer) -> None:
    """Write extinguishing agents, what labels mean, and test reports."""
    base = "safety.usableExtinguishAgent"
    agents = writer.texts("extinguishing_agent")
    for place, agent in enumerate(agents):
        match = re.fullmatch(r"(.+) \(([^()]+)\)", agent)
        writer.put(f"{base}[{place}].media", match[1] if match else agent, "extinguishing_agent")
        if match:
            writer.put(f"{base}[{place}].fireClass", match[2])
        else:
            writer.lack(f"{base}[{place}].fireClass")
    if not agents:
        writer.put(base, [])
    meaning = writer.values.get("meaning_of_labels")
    path = "safety.meaningOfLabels"
    if isinstance(meaning, dict):
        docs = [document(text, language) for language, text in meaning.items()]
        writer.put(path, docs, "meaning_of_labels")
    else:
        write_documents(writer, path, "meaning_of_labels", writer.texts("meaning_of_labels"))
    path = "conformity.resultOfTestReport"
    reports = writer.records("test_report_results")
    there = [one for one in reports if one.get("uri")]
    writer.put(path, [document(one["uri"], one.get("title", "-")[:_HEADER]) for one in there])
    if there:
        writer.carried("test_report_results")
    lost = [one for one in reports if set(one) - {"title", "uri"} or "uri" not in one]
    if lost and not there:
        writer.lose("left_out", "test_report_results", path, "lose_no_uri")
    elif lost:
        writer.lose(
            "reshaped", "test_report_results", path, "lose_members",
            members=", ".join(sorted({name for one in lost for name in one} - {"title", "uri"})),
        )  # fmt: skip


def write_handling(writer: Writer) -> None:
    """Write who supplies spare parts, by the network's number, and the parts."""
    base = "handling.content"
    sources = writer.records("spare_part_sources")
    known = [one for one in sources if re.fullmatch("BPNL[a-zA-Z0-9]{12}", one.get("name", ""))]
    writer.put(f"{base}.producer", [{"id": one["name"]} for one in known])
    if known:
        writer.carried("spare_part_sources")
    if len(known) < len(sources) or any(len(one) > 1 for one in known):
        writer.lose(
            "reshaped" if known else "left_out", "spare_part_sources", f"{base}.producer",
            "lose_pattern", pattern="BPNL[a-zA-Z0-9]{12}",
        )  # fmt: skip
    parts = writer.records("component_part_numbers")
    writer.put(
        f"{base}.sparePart",
        [{"manufacturerPartId": one.get("part_number", ""), "nameAtManufacturer": one["component"]}
         if "component" in one else {"manufacturerPartId": one.get("part_number", "")}
         for one in parts],
    )  # fmt: skip
    for place, one in enumerate(parts):
        if "component" not in one:
            writer.lack(f"{base}.sparePart[{place}].nameAtManufacturer")
    if parts:
        writer.carried("component_part_numbers")
    writer.fill("handling.applicable", bool(parts or known), "fill_unknown")
