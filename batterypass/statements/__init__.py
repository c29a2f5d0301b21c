"""An event as bytes that someone signed: CBOR, COSE, payloads, keys and their verifiers."""
