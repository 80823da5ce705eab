"""The query page works without the internet: everything that it loads comes from this service."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import httpx
import pytest

from api.web.vendor import VENDOR

PAGE = "/graphql"
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
    """What the page loads, by address."""
    parser = Assets()
    parser.feed(client.get(PAGE, headers={"accept": "text/html"}).text)
    return {urljoin(PAGE, address): client.get(urljoin(PAGE, address)) for address in parser.found}


def test_the_page_loads_from_this_service_alone(assets: dict[str, httpx.Response]) -> None:
    """Every script and style is a path of ours, and is there."""
    assert len(assets) == 7
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


def test_the_page_begins_with_the_question(client: httpx.Client) -> None:
    """The page and the documentation show one and the same query."""
    answer = client.get("/question.graphql")

    assert client.post("/graphql", json={"query": answer.text}).json()["data"]["methods"]["totalCount"] == 2
    assert 'fetch("question.graphql")' in client.get("/static/graphiql.js").text


def test_every_vendored_file_that_the_page_needs_is_served(client: httpx.Client) -> None:
    """A version in the page that is not in the folder would be a blank page."""
    text = client.get(PAGE, headers={"accept": "text/html"}).text

    wanted = set(re.findall(r"static/vendor/([^\"/]+)/", text))

    assert wanted == {path.name for path in VENDOR.iterdir() if path.is_dir()}
