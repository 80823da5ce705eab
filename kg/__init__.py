"""The graph: records, identity, linking, quads, store, snapshots, catalogue and queries."""
