"""What members do: each a record, its pure rules and its store."""
