"""Marquee, a Discord bot for film clubs."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("marquee-bot")
except PackageNotFoundError:  # run from a bare checkout
    __version__ = "0+unknown"
