"""Leaderboards that compare like with like: pure functions over results, without a store.

`facets` and `conditions` say under which protocol a result was measured, `values`
and `units` which values compare; `ranking` ranks, and `notes` says why not; `records` says who
held the best value when, with `dates` of which only a part may be known.
"""
