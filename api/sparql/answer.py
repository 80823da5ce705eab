"""The answer to one question on its way from a worker to a client."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing

from starlette.types import Send

from api.sparql.child import Fault, Lost
from api.sparql.formats import Choice
from api.sparql.frames import FrameKind, Question
from api.sparql.limits import Limits
from api.sparql.pool import Pool
from api.sparql.refusal import Refusal

__all__ = ["Answer"]

_log = logging.getLogger(__name__)
#: What a worker that ended by a signal died of, as it is counted.
_REASONS = {-signal.SIGABRT: "memory", -signal.SIGSEGV: "nesting", -signal.SIGALRM: "deadline"}
_HIDDEN = "Internal error; it has been logged."
_CHEAPER = "Ask for less: name what you look for, join fewer patterns, or add LIMIT."


class Answer:
    """One answer. Until its first bytes are sent a failure is an error; after that the connection is cut.

    Args:
        question: What is asked.
        choice: The formats that the client gets.
        headers: Those of the response beside the content type.
        http_version: The client's.
        send: Sends to the client.
    """

    def __init__(
        self, question: Question, choice: Choice, headers: Mapping[str, str], http_version: str, send: Send
    ) -> None:
        self._question = question
        self._choice = choice
        self._headers = headers
        self._http_version = http_version
        self._send = send
        self._asked = False
        self._started = False

    async def run(self, pool: Pool, limits: Limits) -> None:
        """Ask a worker and send what it answers.

        Returning before the answer is complete cuts the connection: nobody is to take a part for the whole.

        Raises:
            Refusal: There is no answer, and nothing has been sent.
        """
        try:
            async with asyncio.timeout(limits.deadline), pool.worker() as worker:
                self._asked = True
                async with aclosing(worker.ask(self._question)) as frames:
                    await self._transfer(frames)
        except TimeoutError:
            pool.ended["deadline"] += 1
            self._fail(self._late(limits))
        except Lost as lost:
            pool.ended[_REASONS.get(lost.exit_code or 0, "lost")] += 1
            self._fail(_broken(lost, limits))
        except Refusal as refused:
            self._fail(refused)
        except Fault as fault:
            pool.ended["fault"] += 1
            _log.error("A worker for SPARQL has a fault:\n%s", fault)
            self._fail(Refusal(500, _HIDDEN))
        except asyncio.CancelledError:
            pool.ended["left"] += 1
            raise
        except OSError:
            pool.ended["left"] += 1
            _log.info("A client left before its answer was complete.")

    async def _transfer(self, frames: AsyncGenerator[tuple[FrameKind, bytes], None]) -> None:
        kind, content = await anext(frames)
        content_type = self._choice.content_type(graph=kind is FrameKind.GRAPH)
        headers = {
            **self._headers,
            "content-type": content_type,
        }
        following = await anext(frames, None)
        if following is None:
            headers["content-length"] = str(len(content))
        elif self._http_version == "1.0":
            raise Refusal(
                505,
                "the answer is long, and in HTTP/1.0 nobody sees whether it is complete.",
                remedy="Use HTTP/1.1 (nginx: proxy_http_version 1.1), or ask for less.",
            )
        raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
        self._started = True
        await self._send({"type": "http.response.start", "status": 200, "headers": raw})
        while following is not None:
            await self._send({"type": "http.response.body", "body": content, "more_body": True})
            content = following[1]
            following = await anext(frames, None)
        await self._send({"type": "http.response.body", "body": content})

    def _fail(self, error: Refusal) -> None:
        if not self._started:
            raise error
        _log.warning("An answer was cut off: %s", error)

    def _late(self, limits: Limits) -> Refusal:
        if not self._asked:
            return Refusal(
                503,
                f"no worker was free within {limits.deadline:g} seconds.",
                remedy="Try again in some seconds.",
                headers={"retry-after": "5"},
            )
        return Refusal(
            504, f"the query was ended after {limits.deadline:g} seconds.", where="SPARQL", remedy=_CHEAPER
        )


def _broken(lost: Lost, limits: Limits) -> Refusal:
    """What it means that a worker has ended in the middle."""
    if lost.exit_code == -signal.SIGABRT:
        message = f"the query needs more than {limits.memory:,} MB of memory."
    elif lost.exit_code == -signal.SIGSEGV:
        message = "the query is nested too deeply."
    elif lost.exit_code == -signal.SIGALRM:
        return Refusal(504, "the query took too long.", where="SPARQL", remedy=_CHEAPER)
    else:
        message = f"the process that answered {lost}."
    return Refusal(500, message, where="SPARQL", remedy=_CHEAPER)
