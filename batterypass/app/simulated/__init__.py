"""A made-up country of batteries: makers, fleets, workshops, carriers, recyclers, and their history.

For demonstrations, tests and measurements. Everything follows from a seed: the parties, their keys
(worthless: anybody can make them again), what becomes of each pack and when. What is signed goes
into a ledger by the same door as what a site hands in (:func:`batterypass.app.record.record_many`),
judged by every rule; nothing is put into the store beside it. Some of what is signed breaks a rule
on purpose and says so: a list tells which entries, so that a verdict can be compared with it.
Decision 43, ``docs/manual/simulated-fleet.md``.
"""
