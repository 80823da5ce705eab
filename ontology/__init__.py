"""What things are called: namespaces, terms, vocabularies, shapes and the JSON-LD context."""
