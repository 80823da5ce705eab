"""From the opaque `id` of Relay's Global Object Identification to the object that it names."""

import strawberry
from strawberry import relay

from api.graphql.context import Context
from api.graphql.types.decision import Decision
from api.graphql.types.disagreements import Contradiction, Victory
from api.graphql.types.entity import Dataset, Method, Metric, Task
from api.graphql.types.leaderboard import Leaderboard
from api.graphql.types.mention import Mention
from api.graphql.types.paper import Paper
from api.graphql.types.result import Result
from kg.errors import QueryInvalid

NODES: dict[
    str,
    type[
        Paper
        | Method
        | Dataset
        | Task
        | Metric
        | Result
        | Mention
        | Leaderboard
        | Contradiction
        | Victory
        | Decision
    ],
] = {
    kind.__name__: kind
    for kind in (
        Paper,
        Method,
        Dataset,
        Task,
        Metric,
        Result,
        Mention,
        Leaderboard,
        Contradiction,
        Victory,
        Decision,
    )
}


async def find_node(info: strawberry.Info[Context, None], node_id: str) -> relay.Node | None:
    """The node with this id, None if the snapshot has none. Raises QueryInvalid for what is no id of ours."""
    try:
        found = relay.GlobalID.from_id(node_id)
    except ValueError:
        found = relay.GlobalID("", "")
    kind = NODES.get(found.type_name)
    if kind is None:
        raise QueryInvalid(
            f"{node_id[:80]!r} is no id of a node.", where="id", remedy="Take one from the field `id`."
        )
    (node,) = await kind.resolve_nodes(info=info, node_ids=[found.node_id])
    return node
