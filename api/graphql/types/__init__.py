"""The object types of the schema, a noun a file; each says which class of the ontology it stands for."""
