"""Leaderboards that compare like with like: pure functions over results, without a store.

`facets` and `conditions` say under which protocol a result was measured, `values` and `units` which
values compare. `ranking` ranks, and `notes` says why not. `records` says who held the best value when;
its `dates` may be known in part only. `contradictions` finds values that should be one, `pareto` whom
nobody beats by both of two metrics, and `claims` says who is said to beat whom.
"""
