"""Every term of the sotagraph ontology, named once with its meaning; `schema.ttl` says the same in Turtle.

`SG.Paper` is an rdflib `URIRef`. A name that is not listed here raises AttributeError, so a typo is
found by the first run that meets it (and by mypy).
"""

# ruff: noqa: N815 - properties are spelled as in the ontology

from __future__ import annotations

from rdflib.namespace import Namespace
from rdflib.term import URIRef

from ontology.derived_terms import DerivedTerms


class SG(DerivedTerms):
    """The terms under `https://w3id.org/sotagraph/ontology#`, prefix `sg:`; also those of `DerivedTerms`."""

    _fail = True
    _NS = Namespace("https://w3id.org/sotagraph/ontology#")

    # Classes: what is described.

    #: A scholarly paper about machine learning.
    Paper: URIRef
    #: One version of a paper's title and abstract, joined by a newline, exactly as read.
    Text: URIRef
    #: Something that a paper names: a method, data set, task or metric.
    Entity: URIRef
    #: A model, architecture, algorithm, loss, training or sampling technique, component or framework.
    Method: URIRef
    #: A named data set, corpus, benchmark or test environment.
    Dataset: URIRef
    #: The problem that is solved.
    Task: URIRef
    #: A named measure, or a measured quantity.
    Metric: URIRef
    #: This method, on this data, for this task, by this measure, got this.
    Result: URIRef
    #: A stretch of a text, addressed by its character offsets.
    Span: URIRef
    #: A span that names an entity.
    Mention: URIRef
    #: A span that states a fact.
    Evidence: URIRef
    #: One extractor, in one version and with one model, at work.
    ExtractionRun: URIRef
    #: A web address that a paper states.
    Link: URIRef

    #: What a person decided about a fact that was extracted.
    Decision: URIRef
    #: The act of deciding, by one person at one time.
    Review: URIRef
    #: What was stated of something before a decision.
    FormerFact: URIRef
    #: How one property of a result was corrected.
    SlotCorrection: URIRef

    # Classes of the individuals below.

    #: Which way a metric gets better.
    Direction: URIRef
    #: What the value of a result is.
    ResultKind: URIRef
    #: Which way a value moved.
    Change: URIRef
    #: How the text hedges a value.
    Bound: URIRef
    #: What a link leads to.
    LinkKind: URIRef

    #: What a decision says of what it is about.
    Verdict: URIRef

    # Individuals.

    #: A larger value is better, as for accuracy.
    HigherIsBetter: URIRef
    #: A smaller value is better, as for FID.
    LowerIsBetter: URIRef
    #: The score itself.
    Absolute: URIRef
    #: A difference from, or a relative change against, something else.
    Improvement: URIRef
    #: A factor by which something is faster.
    Speedup: URIRef
    #: A claim without a value.
    Unvalued: URIRef
    #: The quote says that the value rose.
    Increase: URIRef
    #: The quote says that the value fell.
    Decrease: URIRef
    #: The value is the largest that was seen: `up to 6%`.
    UpTo: URIRef
    #: The value was surpassed: `over 6%`.
    Over: URIRef
    #: The value is approximate: `nearly 6%`.
    About: URIRef
    #: The link leads to source code.
    CodeLink: URIRef
    #: The link leads to a project page.
    ProjectLink: URIRef
    #: The link leads to data.
    DataLink: URIRef
    #: The link leads to a demonstration.
    DemoLink: URIRef
    #: The link leads somewhere that its sentence does not say.
    OtherLink: URIRef

    #: It holds as it was stated.
    Accept: URIRef
    #: It does not hold.
    Reject: URIRef
    #: It holds, but otherwise than it was stated.
    Correct: URIRef
    #: Two entities are one thing.
    Merge: URIRef
    #: Some of what was taken for an entity is another thing.
    Split: URIRef
    #: An earlier decision no longer counts.
    Undo: URIRef

    # Properties of a paper. Title, abstract and single author names are `dcterms:title`,
    # `dcterms:abstract` and `dc:creator`: see `schema.ttl` for why.

    #: The version of the text that the facts of this paper are about.
    text: URIRef
    #: All authors in the order of the paper, as one JSON array (`rdf:JSON`).
    authorList: URIRef
    #: When the paper appeared, as precisely as the source says: a year, a month or a day.
    date: URIRef
    #: Where the paper appeared, as the source writes it.
    venue: URIRef
    #: A subject category of the source, such as `cs.LG`.
    category: URIRef
    #: The arXiv identifier, without a version.
    arxivId: URIRef
    #: The digital object identifier, without a resolver's address.
    doi: URIRef
    #: The identifier in the ACL Anthology.
    aclId: URIRef
    #: The identifier of the forum on OpenReview.
    openreviewId: URIRef
    #: The identifier that the source itself uses, as read.
    sourceId: URIRef
    #: A web address that the paper states, with its kind.
    link: URIRef

    # What a paper does with an entity.

    #: The paper contributes this method.
    proposes: URIRef
    #: The paper builds on this method.
    uses: URIRef
    #: The paper compares its own work with this method.
    comparesWith: URIRef
    #: The paper names this method or data set without a stronger role.
    mentions: URIRef
    #: The paper contributes this data set.
    introduces: URIRef
    #: The paper evaluates on this data set.
    evaluatesOn: URIRef
    #: The paper trains on this data set.
    trainsOn: URIRef
    #: The paper is about this task.
    addresses: URIRef
    #: The paper names this metric as one it measures by.
    reports: URIRef

    # Properties of a result.

    #: The paper that states this.
    paper: URIRef
    #: The method that has the value.
    method: URIRef
    #: The data set that the value was measured on.
    dataset: URIRef
    #: The task that was measured.
    task: URIRef
    #: The metric that was measured.
    metric: URIRef
    #: What the value is: absolute, an improvement, a speed-up, or not given.
    kind: URIRef
    #: The number, as written and without its unit: 35 for `35%`.
    value: URIRef
    #: The value's characters, letter for letter.
    valueText: URIRef
    #: The unit of a value, or the usual unit of a metric.
    unit: URIRef
    #: The number after ±, in the unit of the value.
    uncertainty: URIRef
    #: Whether the quote says that the value rose or fell; absent if it does not say.
    change: URIRef
    #: How the quote hedges the value; absent if it does not.
    bound: URIRef
    #: What the value is a share of, as written; such a value never ranks.
    relativeTo: URIRef
    #: The method that an improvement or a speed-up is measured against.
    baseline: URIRef
    #: The setting that tells two results apart, as written.
    condition: URIRef
    #: The span that states this.
    evidence: URIRef

    # Properties of texts and spans.

    #: SHA-256 of the text in UTF-8, 64 hexadecimal digits.
    textDigest: URIRef
    #: How many characters that XML 1.0 cannot carry were replaced one for one by U+FFFD.
    replacedCharacters: URIRef
    #: The offset of the first character, counted from 0 in Unicode code points.
    start: URIRef
    #: The offset after the last character.
    end: URIRef
    #: The characters of a mention, letter for letter.
    surfaceForm: URIRef
    #: The characters of a piece of evidence, letter for letter.
    quote: URIRef
    #: The entity that a mention names.
    entity: URIRef
    #: How sure the extractor is, from 0 to 1.
    confidence: URIRef

    # Properties of entities.

    #: Which way a metric gets better; absent if that is not known.
    direction: URIRef
    #: The data set that this one is a version, a part or a rendering of.
    variantOf: URIRef
    #: Why surface names were taken for this entity.
    linkedBy: URIRef
    #: How many papers state this.
    support: URIRef

    # Properties of links and of extraction runs.

    #: What a link leads to.
    linkKind: URIRef
    #: The web address, as read and without trailing punctuation.
    url: URIRef
    #: The name of the extractor.
    extractorName: URIRef
    #: The version of the extractor.
    extractorVersion: URIRef
    #: The digest of the extractor's rules, vocabularies and model.
    modelDigest: URIRef

    # Properties of decisions.

    #: The place of a decision in the order in which they were made, from 1.
    number: URIRef
    #: Whether it accepts, rejects, corrects, merges, splits or undoes.
    verdict: URIRef
    #: What a decision is about: a result, a mention, a name within a paper, or an entity.
    about: URIRef
    #: The paper that a decision is confined to.
    within: URIRef
    #: A name within papers that a decision is about.
    name: URIRef
    #: The entity that a decision puts in the place of what it is about.
    instead: URIRef
    #: The earlier decision that this one undoes.
    undoes: URIRef
    #: Why, in the words of who decided.
    reason: URIRef
    #: Whether a decision is not undone and what it is about is there.
    inEffect: URIRef
    #: How a decision corrects one property of a result.
    correction: URIRef
    #: The property that is corrected.
    slot: URIRef
    #: What the property said before, in words; absent if nothing.
    before: URIRef
    #: What the property says since, in words; absent if nothing.
    after: URIRef
    #: What a former fact said, as a JSON object of its properties.
    statement: URIRef
