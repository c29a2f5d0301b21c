"""The log: hashes, proofs, tiles, notes, checkpoints. It carries bytes and knows no batteries.

=================  ==============================================================
``merkle``         the hashes of RFC 6962 and the two proof verifiers
``tree``           the growing tree, kept as stored nodes: roots and proofs
``tiles``          the static files of a published log: paths, tiles, entry bundles
``heads``          how far every subject had come: committed roots, proofs of presence and absence
``keys``           ``Signer`` and ``Verifier``, key ids and verifier keys (vkeys)
``note``           signed notes
``checkpoint``     size and root of a log, as the text of a note
``cosignature``    a witness's line on a checkpoint
``policy``         the trust file: logs, witnesses, quorum, entry 0
``proof``          one file that shows an entry to be in a log
``trusted``        a checkpoint or proof judged against a trust file
=================  ==============================================================

Nothing here opens a file, reads a clock or holds a key. Signatures are made and checked through
the protocols of ``keys``.
"""
