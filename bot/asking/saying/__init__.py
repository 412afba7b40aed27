"""Answers in short sentences, and how a question was read. Pure rules."""
