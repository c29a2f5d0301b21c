"""Take every statement of a kind out of a bundle, and make the file anew as if it had never been there.

``python3 take_out.py FROM.bpz TO.bpz KIND``. It needs nothing but Python: whoever wants to deceive has a zip
program too. The result has the one form that a bundle can have; only what the log has signed gives it away.
"""

import json
import sys
import zipfile

source, target, kind = sys.argv[1:]
with zipfile.ZipFile(source) as file:
    members = {name: file.read(name) for name in file.namelist()}
index = json.loads(members["index.json"])
for line in [one for one in index["entries"] if one["kind"] == kind]:
    index["entries"].remove(line)
    del members[f"statements/{line['entry']}.cose"], members[f"proofs/{line['entry']}.tlog-proof"]
text = json.dumps(index, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
members["index.json"] = text.encode()
with zipfile.ZipFile(target, "w") as file:
    for name in sorted(members):
        info = zipfile.ZipInfo(name)
        info.create_system = 0
        file.writestr(info, members[name])
    for info in file.filelist:
        info.external_attr = 0
