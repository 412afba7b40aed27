"""What is seen of films."""
