"""A page written as one HTML file that opens offline: everything is escaped, and nothing is fetched.

Its policy lets run only the scripts and styles whose digests it names, so that a script in a name would not run even
if it were not escaped.
"""

import re
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sim.report.page.charts.marks import short
from sim.report.page.links import beside, safe_address
from sim.report.page.parts import NAMES, Block, Page, Picture

TEMPLATES = Path(__file__).parent / "templates"
MIME = {"png": "image/png", "svg": "image/svg+xml"}
UNSEEN = re.compile(  # control characters, those that turn the direction of what follows, halves of characters
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def write_page(page: Page, folder: Path, name: str = "report.html") -> Path:
    """Write a page into a folder; its path. Raises OSError, and ValueError for a script that would end its element."""
    path = folder / name
    path.write_text(shown(page), encoding="utf-8")
    return path


def shown(page: Page) -> str:
    """A page as HTML."""
    return rendered("page.html.jinja", [text_of("page.js"), *page.scripts], "data:", page=page)


def rendered(template: str, scripts: Sequence[str], images: str, **told: Any) -> str:
    """A template with our style and some scripts, and a policy that allows these, images from there, and no more."""
    if any(re.search(r"</script|<!--", script, re.IGNORECASE) for script in scripts):
        raise ValueError("scripts: got one with </script or <!-- in it, which would end its element")
    style = text_of("page.css")
    policy = (
        f"default-src 'none'; img-src {images}; style-src {_digest(style)}; "
        f"script-src {' '.join(map(_digest, scripts))}; base-uri 'none'; form-action 'none'"
    )
    ours = {"style": Markup(style), "scripts": [Markup(script) for script in scripts], "policy": Markup(policy)}  # noqa: S704
    return _environment().get_template(template).render(**ours, **told)


def picture_of(folder: Path, name: str, title: str, words: str | None = None) -> Picture:
    """The picture that was drawn into a folder as NAME.svg and .png, its words from NAME.txt; raises OSError.

    The SVG is taken where it is the lighter one.
    """
    said = (folder / f"{name}.txt").read_text(encoding="utf-8") if words is None else words
    content = {kind: (folder / f"{name}.{kind}").read_bytes() for kind in ("png", "svg")}
    kind = min(content, key=lambda each: len(content[each]))
    return Picture(title, " ".join(said.split()), kind, content[kind])


@cache
def text_of(name: str) -> str:
    """A style sheet or script of ours."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, finalize=_seen,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= {
        "kind": _kind,
        "embedded": _embedded,
        "safe_address": safe_address,
        "beside": beside,
        "short": short,
    }
    return made


def _seen(value: Any) -> Any:
    """Text in which each character that nobody sees is a mark of its own; what is markup already stays as it is."""
    return UNSEEN.sub("\ufffd", value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _kind(block: Block) -> str:
    return NAMES[type(block)]


def _embedded(picture: Picture) -> str:
    return f"data:{MIME[picture.kind]};base64,{b64encode(picture.content).decode()}"


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
