#!/bin/sh
# Monday, 23 November 2026: what the story finds. Run it in an empty folder.
#
# oficina/ is the demonstration's ledger with everybody's keys. Sierra Alta has four packs of one model to send
# away as waste; one of them fell from a fork lift.
set -eu
example=$(cd "$(dirname "$0")" && pwd)
day=2026-11-23
. "$example/../office.sh"

open_office oficina forms

at 09:00 pack import forms/packs.csv --as sierra-alta
at 10:00 log item.declared-waste SA26-000501 SA26-000502 SA26-000503 SA26-000504 reason=end_of_life \
    stream=whole_battery --as sierra-alta
at 11:00 log item.assessed SA26-000504 condition=damaged_stable method=visual --as sierra-alta
