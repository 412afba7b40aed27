"""`python -m bot`: the same as the `marquee` command."""

from bot.cli import main

main()
