"""Every snippet and command of docs/scale.md is run, top to bottom; a comment `# -> TEXT` says what
a snippet prints, `...` in a command's output stands for anything."""

import contextlib
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys

import pyarrow
import pyarrow.parquet

from conftest import QUICK
from frames import ARTICLES, samples

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "scale.md"


def made(folder):
    """What the page takes for granted: articles as Parquet, one of them bad, and as files."""
    (folder / "texts").symlink_to(ARTICLES)
    (folder / "by-queue").mkdir()
    rows = [{"link": f"https://example.org/{name}", "day": day, "body": text} for name, day, text in samples()]
    rows.append({"link": "https://example.org/empty", "day": None, "body": None})
    (folder / "articles").mkdir()
    for part in range(2):
        table = pyarrow.Table.from_pylist(rows[part::2])
        pyarrow.parquet.write_table(table, folder / "articles" / f"{part}.parquet")


def settings(folder):
    """The page's Spark is as quick to start as that of the other tests."""
    folder.mkdir()
    (folder / "spark-defaults.conf").write_text("".join(f"{name} {value}\n" for name, value in QUICK.items()))
    os.environ["SPARK_CONF_DIR"] = str(folder)


def run_commands(block, environment):
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, _, wanted = part.partition("\n")
        done = subprocess.run(command, shell=True, capture_output=True, text=True, env=environment)
        assert done.returncode == 0, (command, done.stderr)
        pattern = re.escape(wanted.strip()).replace(re.escape("..."), "(.|\n)*")
        assert re.fullmatch(pattern, done.stdout.strip()), (command, done.stdout)


def main(folder):
    os.chdir(folder)
    made(pathlib.Path(folder))
    settings(pathlib.Path(folder) / "conf")
    program = pathlib.Path(os.environ["LODE_PROGRAM"])
    environment = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}"}
    names = {}
    for language, block in re.findall(r"```(python|console)\n(.*?)```", PAGE.read_text(), re.S):
        if language == "console":
            run_commands(block, environment)
            continue
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(block, str(PAGE), "exec"), names)
        for wanted in re.findall(r"# -> (.*)", block):
            assert wanted in out.getvalue(), f"{wanted!r} is not in what the page prints:\n{out.getvalue()}"


def test_the_page(tmp_path):
    # A process of its own: the page makes its Spark, and stops it.
    done = subprocess.run([sys.executable, __file__, str(tmp_path)], capture_output=True, text=True, timeout=400)
    assert done.returncode == 0, done.stderr[-3000:]


if __name__ == "__main__":
    main(sys.argv[1])
