"""Where the facts of a paper come from: a text, and an extractor that read it."""

import strawberry

from kg.queries.provenance import RunRow, TextRow


@strawberry.type(description="One version of a paper's title and abstract, which facts are about (sg:Text).")
class Text:
    """A text."""

    iri: str = strawberry.field(description="Its IRI, to which the offsets of spans are a fragment.")
    text_digest: str = strawberry.field(
        description="SHA-256 of title, newline and abstract in UTF-8 (sg:textDigest)."
    )
    replaced_characters: int = strawberry.field(
        description="How many characters that XML cannot carry became U+FFFD (sg:replacedCharacters)."
    )

    @classmethod
    def from_row(cls, row: TextRow) -> "Text":
        """The text of a row."""
        return cls(iri=row.iri, text_digest=row.digest, replaced_characters=row.replaced)


@strawberry.type(
    description=(
        "One extractor, in one version and with one model (sg:ExtractionRun). What it finds depends on these "
        "and on the text alone, so it bears no clock time."
    )
)
class ExtractionRun:
    """A run."""

    iri: str = strawberry.field(description="Its IRI.")
    extractor_name: str = strawberry.field(description="The name of the extractor (sg:extractorName).")
    extractor_version: str = strawberry.field(description="Its version (sg:extractorVersion).")
    model_digest: str = strawberry.field(
        description="The digest of its rules, vocabularies and model (sg:modelDigest)."
    )

    @classmethod
    def from_row(cls, row: RunRow) -> "ExtractionRun":
        """The run of a row."""
        return cls(
            iri=row.iri,
            extractor_name=row.name,
            extractor_version=row.version,
            model_digest=row.model_digest,
        )
