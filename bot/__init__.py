"""Marquee, a Discord bot for film clubs."""
