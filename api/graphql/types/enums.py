"""The enumerations of the schema: the records' own, with the same names as in the ontology."""

import strawberry

from kg.records import Bound, Change, LinkKind, ResultKind, Role

strawberry.enum(ResultKind, description="What the value of a result is (sg:kind).")
strawberry.enum(Change, description="In which direction the quote says that the value moved (sg:change).")
strawberry.enum(Bound, description="How the quote hedges the value (sg:bound).")
strawberry.enum(LinkKind, description="What a URL in the text leads to (sg:linkKind).")
strawberry.enum(Role, description="What a paper does with a method or a data set.")
