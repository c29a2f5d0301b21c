"""What people hold in their hands: pack labels, battery passports, waste manifests.

Pure renderers. A frozen record of :mod:`batterypass.documents.content` goes in, bytes come out; no
clock, no folder, no key, no ledger. The same record gives the same bytes on every machine with the
same :data:`batterypass.documents.pdf.RENDERER_ID`. Who fills the records from folded state, and who
logs the digest of what was printed, is the business of the use cases.
"""
