"""What is seen of settings, `/setup` and `/status`."""
