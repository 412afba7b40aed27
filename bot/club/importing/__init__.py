"""Importing a member's export: which films its rows are, what that would change, writing it, and taking it back.

`matching` and `plan` are pure; `lookups`, `writing` and `undoing` hold the SQL.
"""
