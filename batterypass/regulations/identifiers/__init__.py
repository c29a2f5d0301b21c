"""Numbers that batteries and other things carry: read, checked and written in every form.

``identifier`` reads whatever a person or a scanner gives; ``gs1_link``, ``gs1_elements`` and
``epc_urn`` are the three ways to write a GS1 number; ``schemes`` are the numbers of other systems.
``docs/formats/ids.md``.
"""
