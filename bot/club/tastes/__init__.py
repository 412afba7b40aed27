"""How tastes agree, and what a member loves."""
