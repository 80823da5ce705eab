"""Records as RDF: what is put into the store, and how it is asked for."""
