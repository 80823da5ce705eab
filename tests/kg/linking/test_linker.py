"""Names of one paper to entities of the graph."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.linking import LinkedBy, LinkedEntity, link, unite
from kg.records import Abbreviation, Entity, EntityType, Extraction, Extractor, Mention, Role
from ontology.vocabulary import Concept, Vocabulary

PAPER = "https://example.org/id/paper/a-paper-0123abcd"
METHOD, METRIC = EntityType.METHOD, EntityType.METRIC
VOCABULARY = Vocabulary(
    [
        Concept(METHOD, "diffusion-models", "diffusion models", ("denoising diffusion models",)),
        Concept(METHOD, "sam", "SAM", ("Segment Anything Model",)),
        Concept(METHOD, "vgg", "VGG", ("VGGNet",)),
        Concept(METHOD, "cnn", "CNN", ("convolutional neural network",)),
        Concept(METHOD, "bt", "behavior trees", hidden=("BT",)),
        Concept(METHOD, "autoencoders", "autoencoders", ("AE",)),
        Concept(METHOD, "plm", "pretrained language models", ("PLM",)),
        Concept(METHOD, "lp", "linear programming", ("LP",)),
        Concept(METRIC, "fid", "FID", ("Fréchet Inception Distance",)),
        Concept(METRIC, "accuracy", "accuracy", ("classification accuracy",)),
    ]
)


def linked(
    name: str, *pairs: tuple[str, str], entity_type: EntityType = METHOD, forms: str = ""
) -> LinkedEntity:
    """What a single entity of that name is linked to, in a paper with these abbreviations."""
    mentions = tuple(Mention(i, i + 1, form) for i, form in enumerate(forms.split("|")))
    extraction = Extraction(
        "0" * 64,
        Extractor("test", "1", "0" * 64),
        entities=(Entity(entity_type, name, mentions),),
        abbreviations=tuple(Abbreviation(short, long) for short, long in pairs),
    )
    return link(extraction, VOCABULARY, PAPER)[0]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("FID", LinkedBy.LABEL),
        ("fid", LinkedBy.LABEL),
        ("Frechet Inception Distances", LinkedBy.ALIAS),
    ],
)
def test_a_name_is_found_by_label_or_alias_in_any_spelling(name: str, reason: LinkedBy) -> None:
    """Both lead to the concept's key and label, and say how."""
    result = linked(name, entity_type=METRIC)

    assert (result.key, result.label, result.concept, result.linked_by) == ("fid", "FID", "fid", reason)


def test_a_name_of_another_type_is_not_found() -> None:
    """A method called FID is no metric."""
    assert linked("FID", entity_type=METHOD).concept is None


def test_a_name_without_a_concept_goes_by_its_fold() -> None:
    """The label is the name as the paper has it."""
    result = linked("Foo-Net")

    assert (result.key, result.label, result.linked_by) == ("foonet", "Foo-Net", LinkedBy.NAME)


def test_a_name_without_letters_goes_by_itself() -> None:
    """Folding must not make all such names one."""
    assert linked("→").key == "→"


@pytest.mark.parametrize(
    ("name", "pair"),
    [
        ("DDMs", ("DDM", "denoising diffusion model")),
        ("iterative denoising", ("diffusion model", "iterative denoising")),
    ],
)
def test_the_papers_own_abbreviation_leads_to_a_concept(name: str, pair: tuple[str, str]) -> None:
    """From short to long and from long to short."""
    result = linked(name, pair)

    assert (result.concept, result.linked_by) == ("diffusion-models", LinkedBy.ABBREVIATION)


def test_a_generic_mention_does_not_widen_a_specific_name() -> None:
    """`latent diffusion models`, called `diffusion models` for short, stay what they are."""
    result = linked("latent diffusion models", forms="latent diffusion models|diffusion models")

    assert (result.concept, result.linked_by) == (None, LinkedBy.NAME)


@pytest.mark.parametrize("name", ["SAM", "Sharpness-Aware Minimization"])
def test_an_expansion_of_something_else_overrules_the_vocabulary(name: str) -> None:
    """Another thing of the same short form is one entity, by whichever of its names it goes."""
    result = linked(name, ("SAM", "Sharpness-Aware Minimization"))

    assert (result.key, result.concept) == ("sharpnessawareminimization", None)


@pytest.mark.parametrize(
    ("short", "expansion"),
    [
        ("AE", "adversarial examples"),
        ("PLM", "point linguist model"),
        ("LP", "linear probe"),
    ],
)
def test_words_that_say_little_are_nothing_in_common(short: str, expansion: str) -> None:
    """Nor are three letters, nor does an ordinary word want an expansion."""
    assert linked(short, (short, expansion)).concept is None


def test_a_short_form_has_its_usual_sense_but_for_who_proposes_something_by_it() -> None:
    """Unless that paper spells it out, or names the same at length."""
    long = entity("behavior trees", Role.USED)
    expansion = [("BT", "behavior trees")]

    [used] = in_a_paper(entity("BT", Role.USED))
    [own] = in_a_paper(entity("BT", Role.PROPOSED))
    [other] = in_a_paper(entity("BT", Role.PROPOSED), paper=OTHER_PAPER)
    [used_framework] = in_a_paper(entity("BT framework", Role.USED))
    [own_framework] = in_a_paper(entity("BT framework", Role.PROPOSED))
    [spelled] = in_a_paper(entity("BT", Role.PROPOSED), pairs=expansion)
    [_, beside] = in_a_paper(long, entity("BT", Role.PROPOSED))

    assert (used.concept, used.linked_by) == ("bt", LinkedBy.USUAL)
    assert (own.concept, own.linked_by) == (None, LinkedBy.PAPER)
    assert len({used.key, own.key, other.key}) == 3
    assert (used_framework.concept, used_framework.linked_by) == ("bt", LinkedBy.USUAL)
    assert (own_framework.concept, own_framework.linked_by) == (None, LinkedBy.PAPER)
    assert spelled.concept == beside.concept == "bt"


def test_two_phrases_of_one_acronym_are_two_things() -> None:
    """One word that is another suffices, however many the phrases share."""
    for expansion in ("Cellular Neural Networks", "continuous neural networks"):
        assert linked("CNN", ("CNN", expansion)).concept is None


@pytest.mark.parametrize(
    ("name", "expansion"),
    [
        ("CNN", "Convolution Neural Networks"),
        ("CNN", "convolutional neuronal network"),
        ("CNN", "convolutional neural models"),
        ("CNN", "convolutional NN"),
        ("SAM", "Segment Anything"),
        ("VGG", "visual geometry group"),
        ("SAM", "cut wrongly) and then some"),
    ],
)
def test_an_expansion_that_the_vocabulary_merely_lacks_overrules_nothing(name: str, expansion: str) -> None:
    """A variant, an expansion that no alias could confirm, and a broken one leave the concept in place."""
    assert linked(name, (name, expansion)).concept == name.lower()


def entity(name: str, role: Role | None, *mentions: Mention) -> Entity:
    return Entity(METHOD, name, mentions, role)


def to(key: str, *entities: Entity) -> list[LinkedEntity]:
    """All of these entities linked to one key."""
    return [LinkedEntity(METHOD, e.name, key, key, LinkedBy.NAME) for e in entities]


def test_entities_that_are_one_thing_become_one() -> None:
    """Mentions are united by place, the surer one stays, and the stronger role wins."""
    one = entity("CNN", Role.MENTIONED, Mention(0, 3, "CNN", 0.5), Mention(9, 12, "CNN"))
    other = entity("ConvNet", Role.USED, Mention(5, 8, "net"), Mention(0, 3, "CNN", 0.9))

    united = unite([one, other], to("cnn", one, other))

    assert len(united) == 1
    assert united[0].names == ("CNN", "ConvNet")
    assert united[0].mentions == (Mention(0, 3, "CNN", 0.9), Mention(5, 8, "net"), Mention(9, 12, "CNN"))
    assert united[0].role is Role.USED


ROLES = [Role.PROPOSED, Role.USED, Role.COMPARED, Role.MENTIONED]


@given(st.lists(st.sampled_from(ROLES), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_strongest_role_wins_in_any_order(roles: list[Role], order: random.Random) -> None:
    """Proposed before used before compared before mentioned."""
    entities = [entity(f"n{i}", role, Mention(i, i + 1, "n")) for i, role in enumerate(roles)]
    order.shuffle(entities)

    united = unite(entities, to("key", *entities))

    assert [u.role for u in united] == [min(roles, key=ROLES.index)]


def test_names_of_two_types_stay_two() -> None:
    """The type is part of what a thing is."""
    entities = [Entity(METHOD, "X", ()), Entity(METRIC, "X", ())]
    links = [LinkedEntity(e.type, e.name, "x", "X", LinkedBy.NAME) for e in entities]

    assert len(unite(entities, links)) == 2


def in_a_paper(
    *entities: Entity, pairs: Sequence[tuple[str, str]] = (), paper: str = PAPER
) -> list[LinkedEntity]:
    """What these entities of one paper are linked to."""
    abbreviations = tuple(Abbreviation(short, long) for short, long in pairs)
    extraction = Extraction(
        "0" * 64, Extractor("test", "1", "0" * 64), entities=entities, abbreviations=abbreviations
    )
    return list(link(extraction, VOCABULARY, paper))


OTHER_PAPER = "https://example.org/id/paper/another-paper-89abcdef"


def test_a_common_name_that_a_paper_proposes_is_its_own() -> None:
    """Two papers that call their methods SAGE have two methods; a third that mentions it has neither."""
    proposed, mentioned = entity("SAGE", Role.PROPOSED), entity("SAGE", Role.MENTIONED)

    [one] = in_a_paper(proposed)
    [two] = in_a_paper(proposed, paper=OTHER_PAPER)
    [third] = in_a_paper(mentioned)

    assert len({one.key, two.key, third.key}) == 3
    assert (one.label, one.linked_by) == ("SAGE", LinkedBy.PAPER)


def test_a_common_name_goes_by_its_expansion() -> None:
    """So that all papers that spell it out mean one thing, and two expansions are two."""
    sage = entity("SAGE", Role.PROPOSED)

    [one] = in_a_paper(sage, pairs=[("SAGE", "Sparse Attentive Graph Embedding")])
    [two] = in_a_paper(
        entity("SAGE", Role.USED), pairs=[("SAGE", "sparse attentive graph embeddings")], paper=OTHER_PAPER
    )
    [other] = in_a_paper(sage, pairs=[("SAGE", "Self-Adaptive Gradient Estimator")])

    assert one.key == two.key != other.key
    assert one.linked_by is LinkedBy.EXPANSION


def test_a_name_that_says_enough_is_shared() -> None:
    """Whoever proposes or uses it, spelled out or not."""
    [one] = in_a_paper(entity("ZubFormer", Role.PROPOSED), pairs=[("ZubFormer", "Zubbed Transformer")])
    [two] = in_a_paper(entity("ZubFormer", Role.COMPARED), paper=OTHER_PAPER)
    [three] = in_a_paper(
        entity("Zubbed Transformer", Role.PROPOSED), pairs=[("ZubFormer", "Zubbed Transformer")]
    )

    assert one.key == two.key == three.key


def test_a_short_form_means_the_long_name_beside_it() -> None:
    """SAM in a paper that names sharpness-aware minimization, without a pair of brackets, is that."""
    sam, long = entity("SAM", Role.USED), entity("sharpness-aware minimization", Role.USED)

    alone = in_a_paper(sam)[0]
    beside, spelled_out = in_a_paper(sam, long)

    assert alone.concept == "sam"
    assert beside.key == spelled_out.key != alone.key


def test_the_long_name_that_the_vocabulary_knows_leaves_it_in_place() -> None:
    """A paper that names both the thing and another of the same initials is left to the vocabulary."""
    sam, known = entity("SAM", Role.USED), entity("Segment Anything Model", Role.USED)
    other = entity("sharpness-aware minimization", Role.USED)

    assert in_a_paper(sam, known, other)[0].concept == "sam"


@given(
    st.permutations(["SAM", "CNN", "sharpness-aware minimization", "ZubFormer", "SAGE", "diffusion model"])
)
def test_the_order_of_entities_has_no_say(order: list[str]) -> None:
    """Each is linked as it is in any order."""
    links = in_a_paper(*(entity(name, Role.PROPOSED) for name in order))

    assert {(one.name, one.key) for one in links} == {
        ("SAM", "sharpnessawareminimization"),
        ("CNN", "cnn"),
        ("sharpness-aware minimization", "sharpnessawareminimization"),
        ("ZubFormer", "zubformer"),
        ("SAGE", "sage/0123abcd"),
        ("diffusion model", "diffusionmodel"),
    }
