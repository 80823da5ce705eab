"""A stretch of a paper's text."""

import strawberry


@strawberry.interface(description="A stretch of a paper's text, by its offsets in code points (sg:Span).")
class Span:
    """What mentions and evidence share."""

    iri: str = strawberry.field(description="The text's IRI with the fragment of RFC 5147.")
    start: int = strawberry.field(description="Offset in code points of title, newline, abstract (sg:start).")
    end: int = strawberry.field(description="Offset of the first code point after it (sg:end).")
