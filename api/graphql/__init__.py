"""The GraphQL API: strawberry types over the typed queries of `kg.queries`."""
