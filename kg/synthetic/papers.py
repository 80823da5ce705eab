"""Papers and what was extracted from them, made up but in every offset exact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from kg.records import Entity, Extraction, Extractor, Link, LinkKind, Paper, Role
from kg.synthetic import metadata, sentences
from kg.synthetic.cast import Cast, cast
from kg.synthetic.claims import state_results
from kg.synthetic.writer import Draft, TextWriter

EXTRACTOR = Extractor("synthetic", "1", "0" * 64)

# How long an abstract becomes where its facts do not make it longer; the mean of real ones is 1,300.
_LENGTHS = (900, 1700)


def papers(count: int, seed: int = 0, start: int = 0) -> Iterator[tuple[Paper, Extraction]]:
    """Papers `start` to `start + count`, one at a time, each with its extraction.

    A paper depends on the seed and on its index alone: `papers(10)` begins as `papers(1000)` does.
    No two papers of a seed share a title or an identifier.
    """
    for index in range(start, start + count):
        yield paper(index, seed)


def paper(index: int, seed: int = 0) -> tuple[Paper, Extraction]:
    """One paper with its extraction."""
    random = Random(f"{seed}:{index}")  # noqa: S311 - nothing here is secret
    people = cast(random, index)
    writer = TextWriter()
    _title(random, writer, people)
    title_length = writer.length
    writer.put("\n")
    _body(random, writer, people)
    results = state_results(random, writer, people)
    _filling(random, writer, people)
    links = _links(random, writer, index)
    text = writer.text()
    identifiers = metadata.identifiers(random, index)
    record = Paper(
        title=text[:title_length],
        abstract=text[title_length + 1 :],
        source="synthetic",
        source_id=str(index),
        identifiers=identifiers,
        authors=metadata.authors(random),
        date=metadata.date(random, index),
        venue=metadata.venue(random),
        categories=metadata.categories(random),
    )
    return record, Extraction(
        text_digest=record.text_digest,
        extractor=EXTRACTOR,
        entities=tuple(map(_entity, people.all())),
        results=tuple(results),
        links=links,
        abbreviations=(people.abbreviation,) if people.abbreviation else (),
    )


def _title(random: Random, writer: TextWriter, people: Cast) -> None:
    slots: dict[str, Draft | str] = {"method": people.proposed}
    if people.tasks:
        slots["task"] = people.tasks[0]
    writer.sentence(random.choice(sentences.TITLES if people.tasks else sentences.PLAIN_TITLES), slots)


def _body(random: Random, writer: TextWriter, people: Cast) -> None:
    """The sentences that name every entity at least once, in the order of an abstract."""
    if people.tasks:
        writer.sentence(random.choice(sentences.OPENINGS), {"task": people.tasks[0]})
    else:
        writer.put(random.choice(sentences.PLAIN_OPENINGS))
    _each(random, writer, sentences.MENTIONED, "other", people.mentioned)
    _proposal(random, writer, people)
    _each(random, writer, sentences.USED, "other", people.used)
    _each(random, writer, sentences.COMPARED, "other", people.compared)
    for dataset in people.datasets:
        introduced = dataset.role is Role.INTRODUCED
        templates = sentences.INTRODUCTIONS if introduced else sentences.DATASETS[str(dataset.role)]
        _each(random, writer, templates, "dataset", [dataset])
    _each(random, writer, sentences.TASKS, "task", people.tasks[1:])
    _each(random, writer, sentences.METRICS, "metric", people.metrics)


def _proposal(random: Random, writer: TextWriter, people: Cast) -> None:
    writer.put(" ")
    if people.abbreviation is None:
        writer.sentence(random.choice(sentences.PROPOSALS), {"method": people.proposed})
        return
    # The expansion is a mention too, of the same entity under its other name.
    before, after = random.choice(sentences.EXPANDED_PROPOSALS).split("{long}")
    writer.put(before)
    writer.mention(people.proposed, people.abbreviation.long, 1.0)
    writer.sentence(after, {"method": people.proposed})


def _filling(random: Random, writer: TextWriter, people: Cast) -> None:
    """Sentences that name entities again or none, until the abstract is as long as it should be."""
    length = random.randint(*_LENGTHS)
    everything = people.all()
    while writer.length < length:
        if random.random() < 0.75:
            _each(random, writer, sentences.AGAIN, "entity", [random.choice(everything)])
        else:
            writer.put(f" {random.choice(sentences.FILLERS)}")


def _each(
    random: Random, writer: TextWriter, templates: Sequence[str], slot: str, entities: Sequence[Draft]
) -> None:
    for entity in entities:
        writer.put(" ")
        confidence = round(random.uniform(0.4, 1.0), 3)
        writer.sentence(random.choice(templates), {slot: entity}, confidence)


def _links(random: Random, writer: TextWriter, index: int) -> tuple[Link, ...]:
    if random.random() >= 0.18:
        return ()
    address = f"https://github.com/example/paper-{index}"
    writer.put(" ")
    _, places = writer.sentence(random.choice(sentences.LINKS), {"address": address})
    at = places["address"]
    return (Link(LinkKind.CODE, address, at.start, at.end),)


def _entity(draft: Draft) -> Entity:
    mentions = tuple(draft.mentions)
    return Entity(draft.type, draft.name, mentions, draft.role, max(m.confidence for m in mentions))
