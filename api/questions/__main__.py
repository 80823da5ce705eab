"""`python -m api.questions > api/questions/README.md` writes the page of all questions anew."""

from __future__ import annotations

import sys

from api.questions import FOLDERS, questions

_BEGIN = """# Questions

Each in [GraphQL](../graphql/schema.graphql) and in SPARQL. The answers are equal, which the tests hold them
to: the columns of the SPARQL table are the innermost fields of the GraphQL answer. Names in GraphQL may be
labels, aliases or IRIs; in SPARQL a label is matched as it stands. Try them at `/graphql` and `/sparql` of a
running service, or by `sotagraph query FILE`.
"""


def page() -> str:
    """All questions as one page in Markdown."""
    parts = [_BEGIN]
    for folder, about in FOLDERS.items():
        parts.append(f"\n## {about}\n")
        for question in questions():
            if question.folder == folder:
                graphql, sparql = (_body(text) for text in (question.graphql, question.sparql))
                parts.append(
                    f"\n### {question.text}\n\n```graphql\n{graphql}\n```\n\n```sparql\n{sparql}\n```\n"
                )
    return "".join(parts)


def _body(text: str) -> str:
    """The text without its first line, which is the question."""
    return text.partition("\n")[2].strip()


if __name__ == "__main__":
    sys.stdout.write(page())
