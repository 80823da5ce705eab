"""The query pages work without the internet: everything that they load comes from this service."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import httpx
import pytest

from api.web.vendor import packages

PAGES = ("/graphql", "/sparql")
# A stylesheet loads what url() and @import name; data: URLs load nothing.
STYLE = re.compile(r"""url\(\s*['"]?(?!data:|#)([^'")]+)|@import\s+['"]([^'"]+)""")
# What makes a script load: a URL of a host in a string, other than names of XML namespaces and error texts.
FOREIGN = re.compile(
    r"""(?:import\s*\(|fetch\s*\(|\.src\s*=|importScripts\s*\(|new Worker\s*\()\s*["'`]https?:"""
)


class Assets(HTMLParser):
    """Collects every address that a page loads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        names = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src"}
        self.found += [value for name, value in attributes if name == names.get(tag) and value]


@pytest.fixture(scope="module")
def assets(client: httpx.Client) -> dict[str, httpx.Response]:
    """What the pages load, by address."""
    parser = Assets()
    for path in PAGES:
        parser.feed(client.get(path, headers={"accept": "text/html"}).text)
    return {urljoin(PAGES[0], address): client.get(urljoin(PAGES[0], address)) for address in parser.found}


def test_the_pages_load_from_this_service_alone(assets: dict[str, httpx.Response]) -> None:
    """Every script and style is a path of ours, and is there."""
    assert len(assets) == 11
    for address, answer in assets.items():
        assert urlsplit(address).netloc == ""
        assert answer.status_code == 200, address


def test_styles_and_scripts_load_nothing_from_elsewhere(assets: dict[str, httpx.Response]) -> None:
    """Not even a font or a map."""
    for address, answer in assets.items():
        text = answer.text
        if address.endswith(".css"):
            named = [first or second for first, second in STYLE.findall(text)]
            assert [name for name in named if urlsplit(name).netloc or name.startswith("//")] == []
        if address.endswith(".js"):
            assert FOREIGN.findall(text) == []


def test_types_are_those_that_a_browser_insists_on(assets: dict[str, httpx.Response]) -> None:
    """With nosniff, a script of another type is not run."""
    kinds = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}

    for address, answer in assets.items():
        suffix = address[address.rindex(".") :]
        assert answer.headers["content-type"].startswith(kinds[suffix]), address


def test_the_page_of_graphql_begins_with_the_question(client: httpx.Client) -> None:
    """The page and the documentation show one and the same query."""
    answer = client.get("/question.graphql")

    assert client.post("/graphql", json={"query": answer.text}).json()["data"]["methods"]["totalCount"] == 2
    assert 'fetch("question.graphql")' in client.get("/static/graphiql.js").text


def test_each_example_of_sparql_answers(client: httpx.Client) -> None:
    """No button of the page leads to an empty answer, and the first query is the one of the documentation."""
    examples = client.get("/sparql/examples.json").json()

    answers = [client.get("/sparql", params={"query": e["query"], "format": "json"}) for e in examples]

    assert len(examples) == 5
    assert [answer.status_code for answer in answers] == [200] * 5
    assert all(row["results"]["bindings"] for row in (answer.json() for answer in answers[:4]))
    assert len(answers[4].json()) > 10
    assert '"/examples.json"' in client.get("/static/yasgui.js").text


def test_every_vendored_package_is_served_on_a_page(assets: dict[str, httpx.Response]) -> None:
    """A version in a page that is not in the folder would be a blank page."""
    wanted = {m[1] for address in assets if (m := re.match(r"/static/vendor/((?:@[^/]+/)?[^/]+)/", address))}

    assert wanted == {package.folder for package in packages()}
