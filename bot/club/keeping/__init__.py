"""What is kept of members and servers: exported, carried along, deleted."""
