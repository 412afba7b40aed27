"""`python -m tests.wire.apart API GATEWAY DATABASE` runs the bot as its owner does, but on a local Discord."""

import logging
import sys
from pathlib import Path

import discord.gateway
import discord.http
import yarl
from pydantic import SecretStr

from bot.running import run_bot

if __name__ == "__main__":
    api, gateway, database = sys.argv[1:]
    logging.basicConfig(level=logging.ERROR)
    discord.http.Route.BASE = api
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
    run_bot(Path(database), SecretStr("local.token.only"))
