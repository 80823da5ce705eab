from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.text import Normalised, normalise, tex
from extractors.text.normalisation import MARKS_AND_WORDS
from extractors.text.rules import RULES
from kg.records import Paper

READ_AS = (
    ("FFHQ 64{times}64", "FFHQ 64x64"),
    ("D{=}2048 and N{+}D", "D=2048 and N+D"),
    ("D{to}infty, D{to} infty", "D→∞, D→ ∞"),
    ("17.5times, 2000times faster", "17.5x, 2000x faster"),
    ("ARTcdotV", "ART·V"),
    ("n/drightarrow 0", "n/d→ 0"),
    (r"$2.4\times$ and 3 $\times$ less", "2.4x and 3 x less"),
    (r"\textbf{P}ick-and-\emph{P}lay", "Pick-and-Play"),
    (r"{\em very} good, {\bf bold}", "very good, bold"),
    (r"see \href{https://a.org/b_c}{this page}.", "see https://a.org/b_c this page."),
    (r"\url{https://a.org/~b--c}", "https://a.org/~b--c"),
    (r"\textcolor{blue}{fast} as in \cite{smith,jones}", "fast as in "),
    (r"systems.\footnote{Code here.} We", "systems. Code here. We"),
    (r"88.1\% $\pm$ 0.3\%", "88.1% ± 0.3%"),
    (r"$\textbf{16.36% }$ on", "16.36%  on"),
    ("S$^4$C, $F_1$, CaO$_2$ and AP$_{90}$", "S4C, F1, CaO2 and AP90"),
    (r"$10^{-3}$ and RL$^V$", "10^-3 and RL^V"),
    (r"$\frac{1}{2}$, \frac12 and $O(\tfrac{n}{\epsilon})$", "1/2, 1/2 and O(n/ε)"),
    (r"Recall\@10 of ``many'' and `one' CompAct™", "Recall@10 of \"many\" and 'one' CompAct"),
    (r"$\epsilon$-greedy, \mathcalO(n)", "ε-greedy, O(n)"),
    (r"Schr\"odinger, Fr\'echet, Fr\'{e}chet, {\"o}", "Schrödinger, Fréchet, Fréchet, ö"),
    (r"\DeAR ranks \PPM{} first", "DeAR ranks PPM first"),
    ("eﬃcient ﬁne-tuning of 𝒪", "efficient fine-tuning of O"),
    ("soft\u00adhyphen, zero\u200bwidth", "softhyphen, zerowidth"),
    ("“it’s” 30–40 −3.5", '"it\'s" 30-40 -3.5'),
    ("A&amp;B &lt; C&nbsp;D &#215; 2", "A&B < C D x 2"),
    ("Table~1, ~35% (~5%), $\\sim$7", "Table 1, ~35% (~5%), ~7"),
    ("2×2 − 1 ± 0.1", "2x2 - 1 ± 0.1"),
    ("a b\xa0c  d\te", "a b c d e"),
    ("itâ\x80\x99s", "it's"),
)
LEFT_ALONE = (
    "It costs $5 and $10, or $5-$10.",
    "many times faster, three times, sometimes",
    "sim2real transfer at 3pm",
    "GPT-4o, PFGM++, C#, ViT-B/16, 3D, A/B",
    "a set of } and of { braces".replace("{ ", "").replace("} ", ""),
    "x_1 and R^2 in words",
    "Fréchet, naïve, 数据",
)


@pytest.mark.parametrize(("source", "expected"), READ_AS)
def test_markup_and_artefacts_are_read_as_what_they_mean(source: str, expected: str) -> None:
    """Each artefact of scraping or TeX becomes the plain characters that it stands for."""
    normalised = normalise(source)

    assert normalised.text == expected


@pytest.mark.parametrize("source", LEFT_ALONE)
def test_plain_text_is_left_alone(source: str) -> None:
    """Prices, words that look like commands, and names with signs are no artefacts."""
    normalised = normalise(source)

    assert normalised.text == source


def test_only_the_newline_after_the_title_stays_one() -> None:
    """Line breaks within the title and the abstract become spaces."""
    title, abstract = "A title\n  of two lines", "One.\n\nTwo."

    normalised = normalise(f"{title}\n{abstract}", title_end=len(title))

    assert normalised.text == "A title of two lines\nOne. Two."


AS_READ = (
    (r"on FFHQ 64{times}64 we", "FFHQ 64x64", "FFHQ 64{times}64"),
    (r"the \textbf{FID} is", "FID", "FID"),
    (r"\textbf{M}emory (PPM)", "Memory", r"\textbf{M}emory"),
    (r"dynamic \textbf{Stereo} matching", "dynamic Stereo matching", r"dynamic \textbf{Stereo} matching"),
    (r"with RL$^V$ we", "RL^V", "RL$^V$"),
    (r"an $R^2$ of", "R2", "$R^2$"),
    (r"by $9.2\%$ in", "9.2%", r"$9.2\%$"),
    (r"by $9.2\%$ in", "9.2", "9.2"),
    (r"$\pi_0$-FAST is", "π0-FAST", r"$\pi_0$-FAST"),
    (r"at \href{https://a.org}{here}.", "https://a.org", "https://a.org"),
    (r"ﬁne-tuning", "fine-tuning", "ﬁne-tuning"),
    (r"A&amp;B", "A&B", "A&amp;B"),
)


@pytest.mark.parametrize(("source", "phrase", "expected"), AS_READ)
def test_a_phrase_maps_back_to_its_letters_as_read(source: str, phrase: str, expected: str) -> None:
    """Markup within a phrase belongs to it, markup around it does not, and no pair is torn apart."""
    normalised = normalise(source)
    at = normalised.text.index(phrase)

    start, end = normalised.to_source(at, at + len(phrase))

    assert source[start:end] == expected


@pytest.mark.parametrize("span", [(0, 0), (2, 1), (-1, 2), (0, 4)])
def test_what_is_no_span_is_refused(span: tuple[int, int]) -> None:
    """An empty span or one beyond the text has no place in the source."""
    normalised = normalise("abc")

    with pytest.raises(ValueError, match="No span"):
        normalised.to_source(*span)


def check_map(source: str, normalised: Normalised) -> None:
    """The map is in range and monotone, and letters and digits that it keeps are the source's own."""
    starts, ends = normalised.starts, normalised.ends
    assert len(normalised.text) == len(starts) == len(ends)
    assert all(0 <= start < end <= len(source) for start, end in zip(starts, ends, strict=True))
    assert all(a <= b for a, b in pairwise(starts))
    assert all(a <= b for a, b in pairwise(ends))
    for character, start, end in zip(normalised.text, starts, ends, strict=True):
        if end - start == 1 and source[start].isascii() and source[start].isalnum():
            assert character == source[start]


def check_spans(source: str, normalised: Normalised, cuts: list[int]) -> None:
    """Spans that follow one another do so in the source, and one within another stays within it."""
    cuts = sorted({min(cut, len(normalised.text)) for cut in cuts})
    spans = [normalised.to_source(start, end) for start, end in pairwise(cuts)]
    assert all(0 <= start < end <= len(source) for start, end in spans)
    for cut, (before, after) in zip(cuts[1:], pairwise(spans), strict=False):
        torn = normalised.starts[cut] < normalised.ends[cut - 1]  # the cut goes through `ﬁ` or `&amp;`
        assert torn or before[1] <= after[0]
    if spans:
        first, last = normalised.to_source(cuts[0], cuts[-1])
        assert all(first <= start and end <= last for start, end in spans)


@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_the_map_is_exact_on_generated_text(data: st.DataObject, messy: st.SearchStrategy[str]) -> None:
    """Whatever the text, every character that components read knows where it came from."""
    source = data.draw(messy)

    normalised = normalise(source)

    check_map(source, normalised)
    check_spans(source, normalised, data.draw(st.lists(st.integers(0, 300), max_size=8)))


def test_the_map_is_exact_on_real_text(papers: list[Paper]) -> None:
    """The same holds for the seeds, and for the corpus where one is given."""
    for paper in papers:
        normalised = normalise(paper.text, title_end=len(paper.title))

        check_map(paper.text, normalised)
        check_spans(paper.text, normalised, [m.start() for m in re.finditer(r"\b", normalised.text)])


@settings(deadline=None)
@given(st.text(st.sampled_from("abcXYZ019 .,:;()%+#=é数")).filter(lambda text: "  " not in text))
def test_plain_text_maps_to_itself(source: str) -> None:
    """Without markup nothing changes, and every span is itself."""
    normalised = normalise(source)

    assert normalised.text == source
    assert all(
        normalised.to_source(start, end) == (start, end)
        for end in range(1, len(source) + 1)
        for start in range(end)
    )


@settings(deadline=None)
@given(
    # `{ge}` is the sign and no word.
    words=st.lists(
        st.text("abcdefgh", min_size=2, max_size=6).filter(lambda word: word not in tex.SYMBOLS),
        min_size=1,
        max_size=8,
    ),
    markup=st.sampled_from((r"\textbf{%s}", "{%s}", "$%s$", r"\emph{\textit{%s}}", "“%s”", "\u200b%s", "%s")),
)
def test_every_kept_word_is_found_where_it_stands(words: list[str], markup: str) -> None:
    """A word that stands between markup maps to exactly that word in the source."""
    source = " ".join(markup % word for word in words)

    normalised = normalise(source)

    found = list(re.finditer("[a-h]+", normalised.text))
    mapped = [normalised.to_source(*match.span()) for match in found]
    assert [match.group() for match in found] == words
    assert [source[start:end].strip("$") for start, end in mapped] == words


@settings(deadline=None)
@given(data=st.data())
def test_the_quick_search_stops_wherever_a_rule_can_match(
    data: st.DataObject, messy: st.SearchStrategy[str]
) -> None:
    """Looking only at the marks finds what trying every rule at every place would find."""
    source = data.draw(messy)

    for _, pattern, _ in RULES:
        for match in re.finditer(pattern, source):
            assert MARKS_AND_WORDS.match(source, match.start()), (pattern, match)
