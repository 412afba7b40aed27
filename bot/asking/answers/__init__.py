"""What each kind of query finds at the stores, and what is said of it."""
