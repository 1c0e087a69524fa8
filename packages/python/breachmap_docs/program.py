"""Calls the command ``breachmap``, which draws incidents and says what readers may see of them."""

from __future__ import annotations

import hashlib
import json
import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Mapping, Sequence
from urllib.parse import parse_qsl

from . import __version__

ENDING = ".breach.json"

# What of a lens a picture can show, and what only the live element knows.
DRAWN = ("as-of", "known-on", "told-by", "prefer")
LIVE = ("clock", "select", "scale", "view", "against", "open", "find", "filter")

DATA = {"en": "Data", "ja": "データ"}


class Failed(Exception):
    """The command says what is wrong, in words for people."""


@dataclass(frozen=True)
class Options:
    """How incidents are shown."""

    marking: str = "clear"  # who may read the site, as TLP 2.0 says it; what is marked above is left out
    lang: str = ""  # a tag such as "ja"; English if empty
    program: str = ""  # how the command is called, if it is not found on PATH

    def command(self) -> Sequence[str]:
        """The words that call the command: what is asked for, what is on PATH, or that of npm."""
        if self.program:
            return shlex.split(self.program)
        if found := shutil.which("breachmap"):
            return [found]
        if npx := shutil.which("npx"):
            return [npx, "--yes", "breachmap"]
        raise Failed("the command breachmap is not on PATH, and no npx: install one of them, or say `program`")


@dataclass(frozen=True)
class Drawn:
    """What was made of an incident."""

    data: Path  # what readers may see of it
    svg: Path
    title: str
    description: str


def lens(fragment: str) -> Mapping[str, str]:
    """What the part of an address after ``#`` says. Raises `Failed` for a key that says nothing of a map."""
    said = dict(parse_qsl(fragment))
    for key in said:
        if key not in DRAWN + LIVE:
            raise Failed(f'"{key}" says nothing of a map; write one of {", ".join(DRAWN + LIVE)}')
    return said


def draw(source: Path, said: Mapping[str, str], folder: Path, options: Options) -> Drawn:
    """Writes data and picture into a folder. What is there of the same source and lens is not made again."""
    try:
        content = source.read_bytes()
    except OSError as error:
        raise Failed(f"{source} cannot be read: {error.strerror}") from error
    words = [word for key in DRAWN if key in said for word in (f"--{key}", said[key])]
    language = ["--lang", options.lang] if options.lang else []
    call = options.command()
    key = json.dumps([__version__, words, language, options.marking, list(call)])
    name = hashlib.sha256(content + key.encode()).hexdigest()[:12]
    stem = source.name[: -len(ENDING)] if source.name.endswith(ENDING) else source.stem
    folder.mkdir(parents=True, exist_ok=True)
    data, svg = folder / f"{stem}-{name}.json", folder / f"{stem}-{name}.svg"
    if not svg.exists():
        run([*call, "convert", str(source), "--to", "native", "--marking", options.marking, "--force", "-o", str(data), *language])
        run([*call, "render", str(data), *words, "--force", "-o", str(svg), *language])
    text = svg.read_text(encoding="utf-8")
    return Drawn(data, svg, inside(text, "title"), inside(text, "desc"))


def png(drawn: Drawn, said: Mapping[str, str], options: Options) -> Path:
    """The same picture as PNG beside it, for what cannot show SVG."""
    picture = drawn.svg.with_suffix(".png")
    if not picture.exists():
        words = [word for key in DRAWN if key in said for word in (f"--{key}", said[key])]
        language = ["--lang", options.lang] if options.lang else []
        run([*options.command(), "render", str(drawn.data), *words, "--force", "-o", str(picture), *language])
    return picture


def run(call: Sequence[str]) -> None:
    """Runs the command; raises `Failed` with what it says."""
    try:
        done = subprocess.run(call, capture_output=True, encoding="utf-8", errors="replace", check=False)
    except OSError as error:
        raise Failed(f"{call[0]} cannot be started: {error.strerror}") from error
    if done.returncode != 0:
        raise Failed(done.stderr.strip() or f"{call[0]} failed")


def inside(svg: str, tag: str) -> str:
    """What an SVG says of itself, in words."""
    found = re.search(f"<{tag}>([^<]*)</{tag}>", svg)
    return unescape(found[1]) if found else ""
