"""The exports of other sites that members bring: recognised by their content, and read into one kind of record.

A source is a module with the headings of its tables in `TABLES` and `read(tables)`, which yields an outcome for each
thing it meets; `reading` finds the source of a file and bounds what is read of it. No database and no Discord.
"""
