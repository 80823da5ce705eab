"""HTML pages as files; nothing is formatted into them."""

from importlib.resources import files


def page(name: str) -> str:
    """The text of a page in this folder."""
    return (files("api.web.pages") / name).read_text(encoding="utf-8")
