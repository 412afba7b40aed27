"""`marquee ask`: a question on the command line, in words and as JSON."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.factories import make_database, make_film

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}


def marquee(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, check=False)


def test_a_question_is_answered_in_words_and_as_json(tmp_path: Path) -> None:
    make_database(tmp_path / "marquee.sqlite3", make_film("Salt Road", 1999, directors=("Ada Lund",)))
    said = marquee("ask", "who directed salt raod?", cwd=tmp_path)
    assert said.returncode == 0, said.stderr
    assert "Ada Lund" in said.stdout
    assert "(from the film’s record)" in said.stdout
    told = json.loads(marquee("ask", "how long is Salt Road", "--json", cwd=tmp_path).stdout)
    assert told["intent"] == "fact.runtime"
    assert "do not" in told["answer"]
    assert told["confidence"] == 1.0
