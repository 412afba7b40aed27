"""What is seen of polls."""
