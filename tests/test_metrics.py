import socket
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from bot.errors import UserError
from bot.metrics import count_rows, make_figures, measure_lag, serving
from tests.catalogues import CATALOGUE
from tests.factories import make_indexed_database
from tests.simulated import Club, film_club


def free_port() -> int:
    with closing(socket.socket()) as chosen:
        chosen.bind(("127.0.0.1", 0))
        return chosen.getsockname()[1]


async def test_commands_faults_and_the_database_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    registry = CollectorRegistry()
    figures = make_figures(registry)
    async with film_club(make_indexed_database(tmp_path / "films.sqlite3", *CATALOGUE), figures=figures) as club:
        await club.run("film", title="cranes are flyng")
        club.faults_expected = True

        async def broken(*_: object, **__: object) -> None:
            raise RuntimeError("out of film")

        monkeypatch.setattr(club.bot.index, "search", broken)
        await club.run("film", title="cranes")
        await measure_lag(figures)
        await count_rows(figures, club.bot.database)
    told = generate_latest(registry).decode()
    assert 'marquee_commands_total{command="/film"} 1.0' in told
    assert 'marquee_command_seconds_count{command="/film"} 1.0' in told
    assert 'marquee_faults_total{command="/film"} 1.0' in told
    assert f'marquee_rows{{table="films"}} {float(len(CATALOGUE))}' in told
    assert "marquee_loop_lag_seconds " in told


async def test_a_members_mistake_is_no_fault(club: Club) -> None:
    registry = CollectorRegistry()
    club.bot.figures = make_figures(registry)
    await club.run("film", title="zzzzzzzzzzzzzzzz")
    assert "marquee_faults_total{" not in generate_latest(registry).decode()


def test_figures_are_served_while_they_are_wanted() -> None:
    port = free_port()
    with serving(port, "127.0.0.1") as figures:
        assert figures is not None
        figures.failed("/film")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            assert b"marquee_faults_total" in answer.read()
        with pytest.raises(UserError, match="cannot be opened"), serving(port, "127.0.0.1"):
            pass
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics")


def test_no_port_no_figures() -> None:
    with serving(None, "127.0.0.1") as figures:
        assert figures is None
