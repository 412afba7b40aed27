"""The `marquee` command as tests run it: in a process of its own, or in this one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main

ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("MARQUEE_")}


def marquee(*arguments: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a shell does."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *map(str, arguments)],
        cwd=cwd, env=ENVIRONMENT | environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


class Here:
    """Runs the command line in this process, for what would else start a process for each of many lines."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, output: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._output = output

    def __call__(self, *arguments: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
        with self._monkeypatch.context() as patch:
            for name in os.environ.keys() - ENVIRONMENT.keys():
                patch.delenv(name)
            for name, value in environment.items():
                patch.setenv(name, value)
            patch.chdir(cwd)
            line = ["marquee", *map(str, arguments)]
            patch.setattr(sys, "argv", line)
            with pytest.raises(SystemExit) as ended:
                main()
        said = self._output.readouterr()
        assert isinstance(ended.value.code, int)
        return subprocess.CompletedProcess(line, ended.value.code, said.out, said.err)
