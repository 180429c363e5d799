"""`lode mcp`, asked by the official client, and by hand where that is too polite."""

import asyncio
import json
import os
import pathlib
import re
import shutil
import subprocess
import urllib.error
import urllib.request

import pytest

PROGRAM = os.environ.get("LODE_PROGRAM")
pytestmark = pytest.mark.skipif(not PROGRAM, reason="$LODE_PROGRAM names no lode")


def talk(store, *messages, options=()):
    """What the program answers to these lines, by id."""
    lines = [m if isinstance(m, str) else json.dumps({"jsonrpc": "2.0", **m}) for m in messages]
    done = subprocess.run(
        [PROGRAM, "--store", str(store), "mcp", *options],
        input="\n".join(lines) + "\n",
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def call(id, tool, /, **arguments):
    return {
        "id": id,
        "method": "tools/call",
        "params": {"name": tool, "arguments": arguments},
    }


def test_the_official_client(store_path):
    mcp = pytest.importorskip("mcp")

    async def walk():
        server = mcp.StdioServerParameters(
            command=PROGRAM, args=["--store", str(store_path), "mcp"]
        )
        async with mcp.Client(server) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            assert tools == {"search", "show", "ask", "path", "evidence", "articles"}

            async def use(tool, **arguments):
                result = await client.call_tool(tool, arguments)
                assert not result.is_error, result.content
                assert json.loads(result.content[0].text) == result.structured_content
                return result.structured_content

            found = await use("search", text="Holm")
            assert found["entities"][0]["name"] == "Astrid Holm" and found["sentences"]
            shown = await use("show", name="Astrid Holm", limit=2)
            assert len(shown["statements"]) == 2 and shown["left_out"] > 0
            asked = await use(
                "ask", query="said($who, Words) @ S?", parameters={"who": "Astrid Holm"}
            )
            row = asked["answers"][0]["rows"][0]
            evidence = await use("evidence", statement=row["S"])
            assert evidence["sentence"] and evidence["article"]["title"]
            path = await use("path", **{"from": "Astrid Holm", "to": "Marit Solberg"})
            assert path["connected"] and path["hops"][0]["statements"]
            assert "note" not in path
            wider = await use("path", **{"from": "Joseph Banda", "to": "Northern Wire"})
            assert wider["connected"] and "through what stands in roles" in wider["note"]
            assert wider["hops"][-1]["predicate"] == "told to:"
            proof = await use("evidence", atom='competes-with("Meridian E5", "Corvane Spark")')
            assert proof["holds"]
            articles = (await use("articles", limit=3))["articles"]
            assert (await use("articles", id=articles[0]["id"]))["text"]

            wrong = await client.call_tool("ask", {"query": "said(X, Y"})
            assert wrong.is_error and "^" in wrong.content[0].text
            sense = await client.call_tool("ask", {"query": "halted(X, Y)?"})
            assert "did you mean `suspends`" in sense.content[0].text
            with pytest.raises(mcp.MCPError, match="load"):  # it is not offered
                await client.call_tool("load", {"paths": ["/tmp"]})

            uris = [str(r.uri) for r in (await client.list_resources()).resources]
            assert uris == ["lode://language", "lode://schema", "lode://store"]
            for uri in uris:
                assert len((await client.read_resource(uri)).contents[0].text) > 100

    asyncio.run(walk())


@pytest.fixture
def served(store_path, tmp_path):
    """Starts `lode serve` on a copy of the store; gives its address."""
    running = []

    def start(*options):
        copy = tmp_path / f"served-{len(running)}"
        shutil.copytree(store_path, copy)
        server = subprocess.Popen(
            [PROGRAM, "serve", str(copy), "--listen", "127.0.0.1:0", *options],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "LODE_TOKEN": "a token"},
        )
        running.append(server)
        return re.search(r"http://\S+?/", server.stdout.readline()).group()

    yield start
    for server in running:
        server.terminate()
        assert server.wait(timeout=30) == 0


def test_the_official_client_over_http(served):
    mcp = pytest.importorskip("mcp")
    from mcp.client import streamable_http

    async def walk(address, tools):
        headers = {"Authorization": "Bearer a token"}
        async with streamable_http.create_mcp_http_client(headers=headers) as http:
            transport = streamable_http.streamable_http_client(f"{address}mcp", http_client=http)
            async with mcp.Client(transport) as client:
                assert {tool.name for tool in (await client.list_tools()).tools} == tools
                found = await client.call_tool("search", {"text": "Holm"})
                assert found.structured_content["entities"][0]["name"] == "Astrid Holm"
                assert found.structured_content["sentences"]
                wrong = await client.call_tool("ask", {"query": "said(X, Y"})
                assert wrong.is_error and "^" in wrong.content[0].text
                page = await client.read_resource("lode://schema")
                assert len(page.contents[0].text) > 100
                if "load" not in tools:
                    return
                text = "Northwind acquired Halvard Ferries.\n"
                loaded = await client.call_tool("load", {"text": text, "name": "wire/1"})
                assert loaded.structured_content["added"] == 1
                shown = await client.call_tool("show", {"name": "Northwind"})
                assert shown.structured_content["statements"]
                refused = await client.call_tool("load", {"paths": ["/etc"]})
                assert refused.is_error

    reading = {"search", "show", "ask", "path", "evidence", "articles"}
    asyncio.run(walk(served("--read-only"), reading))
    asyncio.run(walk(served(), reading | {"load"}))


def test_http_wants_the_token(served):
    message = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "ping"}).encode()
    request = urllib.request.Request(
        f"{served()}mcp", message, {"Content-Type": "application/json"}
    )
    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(request)
    request.add_header("Authorization", "Bearer a token")
    with urllib.request.urlopen(request) as answer:
        assert json.load(answer) == {"jsonrpc": "2.0", "id": 1, "result": {}}


def test_loading_is_offered_only_when_allowed(tmp_path):
    text = "Northwind acquired Halvard Ferries.\n"
    load = call(1, "load", text=text, name="wire/1", source="Harbour Post")
    assert talk(tmp_path / "s", load)[0]["error"]["code"] == -32602
    loaded, shown = talk(
        tmp_path / "s", load, call(2, "show", name="Northwind"), options=["--allow-load"]
    )
    assert loaded["result"]["structuredContent"]["added"] == 1
    (statement,) = shown["result"]["structuredContent"]["statements"]
    assert statement["article"]["source"] == "Harbour Post"


def test_limits_hold(store_path):
    endless, cut = talk(
        store_path,
        call(1, "ask", query="n(1). n(N) :- n(M), N = M + 1, N <= 3000. n(X), n(Y), n(Z), X + Y = 2 * Z?"),
        call(2, "ask", query="triple(X, P, Y)?", limit=5),
        options=["--timeout", "0.2"],
    )
    assert endless["result"]["isError"] and "time" in endless["result"]["content"][0]["text"]
    answer = cut["result"]["structuredContent"]
    assert len(answer["answers"][0]["rows"]) == 5 and answer["cut_at_rows"] == 5


def test_a_request_can_be_cancelled(store_path):
    answers = talk(
        store_path,
        call(1, "ask", query="c(0). c(N) :- c(M), N = M + 1. c(X)?"),
        {"method": "notifications/cancelled", "params": {"requestId": 1}},
        {"id": 2, "method": "ping"},
    )
    assert [answer["id"] for answer in answers] in ([2], [1, 2])  # 1: not yet under way


@pytest.mark.parametrize(
    "message, code",
    [
        ("{", -32700),
        ("[]", -32600),
        ({"id": 1, "method": "none"}, -32601),
        ({"id": 1, "method": "tools/call", "params": {}}, -32602),
        ({"id": 1, "method": "tools/call", "params": {"name": "x"}}, -32602),
        ({"id": 1, "method": "resources/read", "params": {"uri": "file:///etc"}}, -32002),
        ({"id": 1, "method": "resources/read", "params": {"uri": 7}}, -32602),
        ('{"jsonrpc": "2.0", "id": 1, "method": ' + "[" * 100000, -32700),
    ],
)
def test_wrong_messages_are_answered(store_path, message, code):
    (answer,) = talk(store_path, message)
    assert answer["error"]["code"] == code and answer["error"]["message"]


@pytest.mark.parametrize(
    "tool, arguments",
    [
        ("ask", {}),
        ("ask", {"query": 3}),
        ("ask", {"query": "n(1). n(X)?", "limit": 0}),
        ("ask", {"query": "n(1). n(X)?", "rows": 3}),
        ("show", {"name": "Nobody Of This Name"}),
        ("evidence", {"statement": "st:none"}),
        ("evidence", {}),
        ("articles", {"id": "a:none"}),
    ],
)
def test_wrong_arguments_are_errors_that_help(store_path, tool, arguments):
    (answer,) = talk(store_path, call(1, tool, **arguments))
    assert answer["result"]["isError"] and answer["result"]["content"][0]["text"]


@pytest.mark.parametrize("version", ["2024-11-05", "2025-06-18", "1999-01-01"])
def test_versions_are_agreed(store_path, version):
    parameters = {"protocolVersion": version, "capabilities": {}, "clientInfo": {}}
    answers = talk(
        store_path,
        {"id": 1, "method": "initialize", "params": parameters},
        {"method": "notifications/initialized"},
        {"id": "two", "method": "ping"},
    )
    agreed = answers[0]["result"]["protocolVersion"]
    assert agreed == (version if version > "2000" else "2025-11-25")
    assert [answer["id"] for answer in answers] == [1, "two"]
