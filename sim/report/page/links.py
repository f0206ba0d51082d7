"""Addresses that a page may lead to: http, https and doi, and files beside it; nothing else."""

import re
from urllib.parse import quote, urlsplit


def safe_address(address: str | None) -> str | None:
    """An address as it may be followed: http and https as they are, a doi at its resolver; None for anything else."""
    if not address or re.search(r"[\s\x00-\x1f]", address):
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme in ("http", "https") and host:
        return address
    if parts.scheme == "doi" and parts.path.startswith("10."):
        return f"https://doi.org/{quote(parts.path, safe='/().;:-_')}"
    return None


def beside(name: str) -> str:
    """The address of a file beside the page; raises ValueError for a name that leads anywhere else."""
    if not re.fullmatch(r"[a-z0-9_-]+\.[a-z0-9]+", name):
        raise ValueError(f"file: got {name!r}; needs the bare name of a file beside the page")
    return f"./{name}"
