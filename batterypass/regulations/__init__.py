"""Law as dated tables, and the pure functions that read them.

The tables are packaged in ``data/``; whoever runs the program reads them and passes the bytes in
(:class:`batterypass.regulations.tables.Regulations`). A row is chosen by the date of the act, never
by today, and a row with status ``proposed`` never drives output (``design/architecture.md`` D9).
"""
