"""Which decisions count, and what entities are after all merges and splits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.decisions import Standing
from kg.records import Decision, EntityType, Meaning, Merge, Split, Undo

M = EntityType.METHOD
NAMES = "abcdef"


def meaning(key: str) -> Meaning:
    """A method."""
    return Meaning(M, key, key.upper())


def decided(*acts) -> list[Decision]:
    """Decisions in this order."""
    return [Decision(n, "Ada", "2026-01-02T03:04:05Z", "So.", act) for n, act in enumerate(acts, 1)]


def merge(source: str, into: str) -> Merge:
    """A merge of two methods."""
    return Merge(meaning(source), meaning(into))


pairs = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES))
merges = st.lists(pairs.map(lambda pair: merge(*pair)), max_size=8)


@given(merges)
def test_merges_never_go_in_circles_and_one_thing_has_one_end(acts) -> None:
    """What is connected by merges, in whichever direction, ends in the same entity."""
    standing = Standing(decided(*acts))
    groups = {name: {name} for name in NAMES}
    for act in acts:
        joined = groups[act.source.key] | groups[act.into.key]
        groups.update(dict.fromkeys(joined, joined))

    ends = {name: standing.merged(meaning(name))[0].key for name in NAMES}

    assert all((ends[a] == ends[b]) == (b in groups[a]) for a in NAMES for b in NAMES)
    assert all(ends[end] == end for end in ends.values())


@given(merges, st.randoms(use_true_random=False))
def test_the_order_in_which_decisions_are_read_has_no_say(acts, random) -> None:
    """Their numbers order them."""
    ordered = decided(*acts)
    shuffled = random.sample(ordered, len(ordered))

    assert Standing(shuffled).replaced == Standing(ordered).replaced


@given(merges, st.data())
def test_what_is_undone_is_as_if_it_never_was(acts, data) -> None:
    """Whatever was decided before and after it."""
    if not acts:
        return
    undone = data.draw(st.integers(1, len(acts)))

    standing = Standing(decided(*acts, Undo(undone)))

    assert standing.undone == {undone: len(acts) + 1}
    assert standing.replaced == Standing(d for d in decided(*acts) if d.number != undone).replaced


@given(st.integers(1, 12))
def test_each_undoing_turns_the_one_before_over(times: int) -> None:
    """An undoing of an undoing lets the decision count again."""
    standing = Standing(decided(merge("a", "b"), *(Undo(n) for n in range(1, times + 1))))

    assert (1 in standing.undone) == bool(times % 2)
    assert bool(standing.replaced) == (times % 2 == 0)


def test_what_a_split_says_of_less_goes_first() -> None:
    """One name of one paper, then one paper, then one name; of equals the latest."""
    acts = [
        Split(meaning("a"), meaning("both"), "A", "urn:paper"),
        Split(meaning("a"), meaning("paper"), None, "urn:paper"),
        Split(meaning("a"), meaning("old"), "A"),
        Split(meaning("a"), meaning("name"), "A"),
    ]
    standing = Standing(decided(*acts))

    def split(name: str, paper: str) -> str | None:
        found = standing.split(meaning("a"), name, paper)
        return None if found is None else found[0].key

    assert split("A", "urn:paper") == "both"
    assert split("B", "urn:paper") == "paper"
    assert split("A", "urn:other") == "name"
    assert split("B", "urn:other") is None
