"""What is seen of reviews."""
