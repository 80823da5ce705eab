"""Which names of a text are entities: rules and tagger weighed together by a small trained judge."""
