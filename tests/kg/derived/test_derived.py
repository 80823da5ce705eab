"""SPARQL finds in the derived graph what the functions compute, whichever way the papers came."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest

from kg import derived
from kg.queries.leaderboard import leaderboard, records
from kg.reader import Reader
from kg.records import EntityType
from kg.relink import relink
from kg.remove import remove
from ontology.vocabulary import Vocabulary

BOARDS = "SELECT ?dataset ?metric WHERE { ?board a sg:Leaderboard ; sg:dataset ?dataset ; sg:metric ?metric }"


@pytest.fixture
def filled(run, known, many, directions) -> None:
    """All papers are published, with metrics that have directions."""
    run((paper for paper, _ in many), extract=known(many), vocabulary=directions)


@pytest.mark.usefixtures("filled")
def test_boards_in_the_graph_are_those_of_the_query(directory, ask) -> None:
    """Each row's rank, value and protocol is the same by SPARQL and by `leaderboard`, on every board."""
    graph = defaultdict(list)
    for dataset, metric, protocol, rank, value, result in ask.rows("""
        SELECT ?dataset ?metric ?protocol ?rank ?value ?result WHERE {
            ?board a sg:Leaderboard ; sg:dataset ?dataset ; sg:metric ?metric .
            ?row sg:leaderboard ?board ; sg:group ?group .
            ?score sg:row ?row ; sg:result ?result .
            OPTIONAL { ?group sg:protocol ?protocol } OPTIONAL { ?row sg:rank ?rank }
            OPTIONAL { ?score sg:comparableValue ?value }
        }
    """):
        graph[dataset, metric].append((protocol, rank and int(rank), value and Decimal(value), result))

    with Reader(directory) as reader:
        computed = {
            (dataset, metric): [
                (
                    str(group.protocol) if group.protocol.settings else None,
                    row.rank,
                    score.measured.number if score.measured else None,
                    score.result.iri,
                )
                for group in leaderboard(reader.snapshot(), dataset, metric).groups
                for row in group.rows
                for score in row.scores
            ]
            for dataset, metric in graph
        }

    assert len(graph) > 20
    assert any(rank == 2 for rows in graph.values() for _, rank, _, _ in rows)
    assert {board: sorted(rows, key=str) for board, rows in graph.items()} == {
        board: sorted(rows, key=str) for board, rows in computed.items()
    }


@pytest.mark.usefixtures("filled")
def test_records_in_the_graph_are_those_of_the_query(directory, ask) -> None:
    """Who held the best value from when to when is the same by SPARQL and by `records`."""
    graph = ask.rows("""
        SELECT ?result ?since ?until ?certain WHERE {
            ?record a sg:Record ; sg:score/sg:result ?result ; sg:since ?since ; sg:certain ?certain .
            OPTIONAL { ?record sg:until ?until }
        }
    """)

    with Reader(directory) as reader:
        computed = [
            (
                record.score.result.iri,
                str(record.since),
                str(record.until) if record.until else None,
                str(record.certain).lower(),
            )
            for dataset, metric in ask.rows(BOARDS)
            for progression in records(reader.snapshot(), dataset, metric).progressions
            for record in progression.records
        ]

    assert len(graph) > 20
    assert graph == sorted(computed, key=str)


@pytest.mark.usefixtures("filled")
def test_support_counts_papers(ask) -> None:
    """Of an entity it counts papers that name it, of a report papers that state its results."""
    entities = ask.rows("""
        SELECT ?entity (COUNT(DISTINCT ?paper) AS ?papers) WHERE {
            ?mention sg:entity ?entity . ?text ^sg:text ?paper .
            GRAPH ?graph { ?mention a sg:Mention . ?paper a sg:Paper }
        } GROUP BY ?entity
    """)
    counted = ask.rows("""
        SELECT ?method ?dataset ?metric (COUNT(DISTINCT ?paper) AS ?papers) (MAX(?c) AS ?confidence) WHERE {
            ?result a sg:Result ; sg:paper ?paper ; sg:method ?method ; sg:metric ?metric ; sg:confidence ?c .
            OPTIONAL { ?result sg:dataset ?dataset }
        } GROUP BY ?method ?dataset ?metric
    """)

    supported = ask.rows(
        "SELECT ?entity ?papers WHERE { ?entity sg:support ?papers ; skos:prefLabel ?label }"
    )
    reports = ask.rows("""
        SELECT ?method ?dataset ?metric ?papers ?confidence WHERE {
            ?report a sg:Report ; sg:method ?method ; sg:metric ?metric ; sg:support ?papers ;
                sg:confidence ?confidence .
            OPTIONAL { ?report sg:dataset ?dataset }
        }
    """)

    assert len(entities) > 100
    assert dict(supported) == dict(entities)
    assert len(counted) > 50
    assert reports == counted


@pytest.mark.usefixtures("filled")
def test_victories_name_the_winner_by_the_direction_of_the_metric(ask) -> None:
    """An improvement that goes the metric's way is a victory of its method, another one of the baseline."""
    claims = ask.rows("""
        SELECT ?result ?winner ?loser WHERE {
            ?victory a sg:Victory ; sg:winner ?winner ; sg:loser ?loser ; sg:claim ?result
        }
    """)
    gains = ask.rows("""
        SELECT ?result ?method ?baseline WHERE {
            ?result sg:kind sg:Improvement ; sg:method ?method ; sg:baseline ?baseline ;
                sg:metric/sg:direction ?d ; sg:change ?change .
            FILTER ((?d = sg:HigherIsBetter) = (?change = sg:Increase))
        }
    """)

    winners = {result: (winner, loser) for result, winner, loser in claims}
    judged = [(result, pair) for result, *pair in gains if result in winners]

    assert len(judged) > 5
    assert all(winners[result] == tuple(pair) for result, pair in judged)


def test_what_came_in_steps_is_as_what_came_at_once(
    run, known, many, directions, directory, published, tmp_path
) -> None:
    """Papers that come, change, go and are linked anew leave the graph that the last state alone makes."""
    papers = [paper for paper, _ in many]
    bare = [(paper, type(found)(found.text_digest, found.extractor)) for paper, found in many]
    run(papers[:60], extract=known(many))
    run(papers[40:70], extract=known(bare, version="2"))
    run(papers[30:], extract=known(many, version="3"))
    relink(directory, Vocabulary(list(directions)[::2]))
    with Reader(directory) as reader:
        gone = [
            row[0] for row in reader.snapshot().catalogue.rows("SELECT iri FROM paper ORDER BY iri LIMIT 9")
        ]
    remove(directory, gone)
    relink(directory, directions)
    run(papers, extract=known(many, version="3"), vocabulary=directions)

    fresh = type(directory)(tmp_path / "fresh")
    run(papers, extract=known(many, version="3"), vocabulary=directions, directory=fresh)
    assert published(directory) == published(fresh)
    assert listed(directory) == listed(fresh)
    assert all(listed(fresh).values())


def listed(directory) -> dict[str, list[tuple[object, ...]]]:
    """What the catalogue lists of what is derived, without the row numbers that its history gave it."""
    name = "(SELECT iri FROM entity WHERE id = {})"
    slots = {
        "leaderboard": ("dataset", "metric"),
        "contradiction": ("method", "dataset", "metric"),
        "victory": ("winner", "loser", "dataset", "metric"),
    }
    queries = {
        table: f"SELECT iri, sort, {', '.join(map(name.format, of))} FROM {table}"
        for table, of in slots.items()
    }
    queries["score"] = "SELECT iri FROM score JOIN result ON result.id = score.result"
    queries["setting"] = "SELECT iri, facet, setting.value FROM setting JOIN result ON result.id = result"
    with Reader(directory) as reader:
        catalogue = reader.snapshot().catalogue
        return {table: sorted(catalogue.rows(sql), key=repr) for table, sql in queries.items()}


def test_a_derivation_that_was_interrupted_is_done_anew(
    run, known, many, directions, directory, published, tmp_path, monkeypatch
) -> None:
    """What a publication that failed half-way had derived does not stay."""
    papers = [paper for paper, _ in many]
    extract = known(many)
    run(papers[:40], extract=extract, vocabulary=directions)

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("kg.store.draft.complete_catalogue", fail)
        with pytest.raises(KeyboardInterrupt):
            run(papers[40:], extract=extract, vocabulary=directions)
    with Reader(directory) as reader:
        assert reader.snapshot().manifest.papers == 40
    run(papers, extract=extract, vocabulary=directions)

    fresh = type(directory)(tmp_path / "fresh")
    run(papers, extract=extract, vocabulary=directions, directory=fresh)
    assert published(directory) == published(fresh)


def test_only_what_a_paper_touches_is_derived_anew(run, known, many, directions, monkeypatch) -> None:
    """After one more paper, the boards that it has no part in are not read again."""
    papers, extract = [paper for paper, _ in many], known(many)
    run(papers[:99], extract=extract, vocabulary=directions)
    asked = []
    read = derived.derive.__globals__["scores_of"]
    monkeypatch.setitem(
        derived.derive.__globals__, "scores_of", lambda *about: (asked.extend(about[1]), read(*about))[1]
    )

    run(papers, extract=extract, vocabulary=directions)

    last = many[99][1]
    most = len({(r.dataset, r.metric) for r in last.results})
    assert len(asked) <= most
    assert any(entity.type is EntityType.METRIC for entity in last.entities)
