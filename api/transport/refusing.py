"""How a request is refused before it reaches the service."""

from __future__ import annotations

from starlette.types import Scope, Send

from api.sparql.refusal import Refusal

__all__ = ["refuse"]


async def refuse(scope: Scope, send: Send, refusal: Refusal) -> None:
    """Answer a request, or the handshake of a websocket, with a refusal in JSON."""
    body = refusal.body()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    headers += [(name.encode(), value.encode("latin-1")) for name, value in refusal.headers.items()]
    kind = "http.response"
    if scope["type"] == "websocket":
        if "websocket.http.response" not in scope.get("extensions", {}):
            await send({"type": "websocket.close", "code": 1013, "reason": ""})
            return
        kind = "websocket.http.response"
    await send({"type": f"{kind}.start", "status": refusal.status, "headers": headers})
    await send({"type": f"{kind}.body", "body": body})
