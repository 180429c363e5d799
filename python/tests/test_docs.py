"""Every snippet of docs/python.md is run, top to bottom, in a folder with the sample articles;
a comment `# -> TEXT` says what the line before it prints."""

import contextlib
import io
import re

import pytest

from conftest import ROOT


def test_the_snippets_of_the_page_run(tmp_path, monkeypatch):
    for module in ("pandas", "pyarrow", "networkx"):
        pytest.importorskip(module)
    page = (ROOT / "docs" / "python.md").read_text()
    snippets = re.findall(r"```python\n(.*?)```", page, re.S)
    assert len(snippets) >= 5
    (tmp_path / "articles").symlink_to(ROOT / "examples" / "articles")
    monkeypatch.chdir(tmp_path)
    names = {}
    for snippet in snippets:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(snippet, "docs/python.md", "exec"), names)
        printed = out.getvalue()
        for wanted in re.findall(r"# -> (.*)", snippet):
            assert wanted in printed, f"{wanted!r} is not in what the page's snippet prints:\n{printed}"
