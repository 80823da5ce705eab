from __future__ import annotations

import json
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.sources import discover, read
from extractors.sources.formats.hugging_face_page import SOURCE, is_paragraph
from kg.errors import RecordInvalid, SourceUnrecognised
from kg.records import Paper

DATA = Path(__file__).parents[2] / "data"
SEEDS = Path(__file__).parents[3] / "seeds"
GOLD = [json.loads(line) for line in (DATA / "seeds.papers.jsonl").read_text(encoding="utf-8").splitlines()]
WANTED = [(row["title"], row["abstract"]) for row in GOLD]

Pairs = list[tuple[str, str]]


def parsed(path: Path) -> Pairs:
    return [
        (paper.title, paper.abstract) for paper in read(discover([path]).files) if isinstance(paper, Paper)
    ]


def page(papers: Pairs, chrome: list[list[str]], end: str = "\n") -> str:
    """A page as the site shows it, with the given short lines before each paper in turn."""
    blocks = []
    for (title, abstract), lines in zip(papers, cycle(chrome), strict=False):
        blocks += [*lines, title, abstract]
    return "\n\n".join(blocks) + end


def test_the_seeds_parse_to_the_letter() -> None:
    """The 55 papers of the seed page have exactly the titles and abstracts of the gold."""
    found = parsed(SEEDS)

    assert found == WANTED


CHROME = {
    "none": [[]],
    "other strings at the top": [["Papers", "Sign Up", "Log in"]] + [[]] * 54,
    "dates and counts between papers": [
        ["12"],
        [],
        ["Mar 13", "Updated 3 hours ago"],
        ["·7 authors", "▲ 120"],
    ],
    "one-word lines and marks": [["*"], ["-"], ["…"], ["Trending Papers"]],
    "in another language": [["Neu", "Anmelden", "12. März"]],
}


@pytest.mark.parametrize("name", CHROME)
@pytest.mark.parametrize("end", ["", "\n", "\n\n\nLoad more\n\nTerms\n"])
def test_what_the_site_shows_around_papers_is_passed_over(tmp_path: Path, name: str, end: str) -> None:
    """Whatever the strings, short lines that are followed by another short line are no papers."""
    path = tmp_path / "page.txt"
    path.write_text(page(WANTED, CHROME[name], end), encoding="utf-8")

    found = parsed(path)

    assert found == WANTED


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n\n", "\n\n\n\n"),
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace("\n", "  \n"),
    ],
    ids=["CRLF", "byte order mark", "more blank lines", "no blank lines", "trailing spaces"],
)
def test_how_the_page_was_saved_does_not_matter(tmp_path: Path, change: object) -> None:
    """Line ends, a byte order mark, and the number of blank lines change nothing."""
    path = tmp_path / "page"
    path.write_bytes(change(page(WANTED, [["new", "Mar 12"], []])).encode())  # type: ignore[operator]

    found = parsed(path)

    assert found == WANTED


def test_one_paper_is_a_page(tmp_path: Path) -> None:
    """A page may hold a single paper."""
    path = tmp_path / "one.txt"
    path.write_text(page(WANTED[:1], [["new"]]), encoding="utf-8")

    found = parsed(path)

    assert found == WANTED[:1]


def test_a_second_paragraph_belongs_to_the_abstract(tmp_path: Path) -> None:
    """An abstract of two paragraphs keeps both, with a newline between them."""
    (title, first), (_, second) = WANTED[:2]
    path = tmp_path / "two.txt"
    path.write_text("\n\n".join([*WANTED[2], title, first, second, *WANTED[3]]), encoding="utf-8")

    found = parsed(path)

    assert found == [WANTED[2], (title, f"{first}\n{second}"), WANTED[3]]


def test_an_abstract_without_a_title_is_an_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    """The error names the line."""
    path = tmp_path / "headless.txt"
    path.write_text(WANTED[0][1] + "\n\n" + page(WANTED[1:4], [[]]), encoding="utf-8")

    found = list(SOURCE.read(path))

    assert isinstance(found[0], RecordInvalid)
    assert found[0].where == f"{path}, line 1"
    assert [(p.title, p.abstract) for p in found[1:] if isinstance(p, Paper)] == WANTED[1:4]


PARAGRAPH = WANTED[0][1]
OTHERS = {
    "markdown": f"# Title\n\n{PARAGRAPH}\n\n## Part\n\n{PARAGRAPH}\n",
    "an essay": "\n\n".join(["A title", *[PARAGRAPH] * 8]),
    "notes": "one\n\ntwo\n\nthree\n",
    "wrapped text": "\n".join(PARAGRAPH[i : i + 70] for i in range(0, len(PARAGRAPH), 70)),
    "minified code": "/* library */\n" + "a{b:c;d:e}" * 2000,
    "a web page": f"<html>\n<p>\n{PARAGRAPH}\n</p>\n",
    "a list": "\n".join(f"- {PARAGRAPH}" for _ in range(4)),
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_texts_are_no_pages(tmp_path: Path, name: str) -> None:
    """Only the alternation of short lines and long paragraphs is taken for a page of papers."""
    path = tmp_path / "other.txt"
    path.write_text(OTHERS[name], encoding="utf-8")

    with pytest.raises(SourceUnrecognised, match="no format"):
        discover([path])


@settings(deadline=None)
@given(
    chrome=st.lists(
        st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=40).filter(
            lambda line: line.strip() != ""
        ),
        max_size=4,
    ),
    papers=st.lists(st.sampled_from(WANTED), min_size=1, max_size=4),
)
def test_any_short_lines_may_stand_between_papers(
    tmp_path_factory: pytest.TempPathFactory, chrome: list[str], papers: Pairs
) -> None:
    """The strings of the site are not what papers are told by."""
    path = tmp_path_factory.mktemp("pages") / "page.txt"
    path.write_text(page(papers, [chrome]), encoding="utf-8", newline="")

    found = [(paper.title, paper.abstract) for paper in SOURCE.read(path) if isinstance(paper, Paper)]

    assert found == papers


def test_titles_are_no_paragraphs_and_abstracts_are() -> None:
    """The seeds' titles and abstracts lie clearly on either side."""
    titles, abstracts = zip(*WANTED, strict=True)

    assert not any(map(is_paragraph, titles))
    assert all(map(is_paragraph, abstracts))
