"""Executors that are processes of their own, and one that dies."""

import os
import pathlib
import subprocess
import sys


def test_executors_of_their_own_and_one_killed(tmp_path):
    here = pathlib.Path(__file__).parent
    environment = {**os.environ, "PYTHONPATH": str(here)}
    done = subprocess.run([sys.executable, str(here / "cluster.py"), str(tmp_path)], env=environment,
                          capture_output=True, text=True, cwd=tmp_path, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout == "", done.stdout
