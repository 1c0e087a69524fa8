"""The plugin for MkDocs: ``![title](incident.breach.json)`` becomes a picture of the breach."""

from __future__ import annotations

import html
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mkdocs.config import base, config_options
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from .program import DATA, ENDING, Failed, Options, draw, lens

log = get_plugin_logger("breachmap")

# An image of the finished page, alone in its paragraph or not.
IMAGE = re.compile(r"(?P<begin><p>)?\s*(?P<image><img\s[^>]*>)\s*(?P<end></p>)?")
# A link to the file of an incident itself.
LINK = re.compile(rf'<a\s[^>]*?href="([^":]*{re.escape(ENDING)})[#"]')
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


class Config(base.Config):
    """The options of ``mkdocs.yml``."""

    marking = config_options.Choice(("clear", "green", "amber", "amber+strict", "red"), default="clear")
    lang = config_options.Type(str, default="")
    program = config_options.Type(str, default="")
    script = config_options.Type(str, default="")  # where breachmap.js lies, for the live element
    height = config_options.Type(int, default=480)
    folder = config_options.Type(str, default="breachmap-pictures")  # of the site, for pictures and data


class Plugin(BasePlugin[Config]):
    """Draws the incidents of pages when the site is built."""

    def on_config(self, config):
        """Keeps what was drawn from one build to the next."""
        self.cache = Path(config.config_file_path or ".").resolve().parent / ".cache" / "breachmap"
        return config

    def on_page_content(self, text, *, page, config, files):
        """Puts figures in the places of images."""
        text = IMAGE.sub(lambda found: self.figure(found, page, config, files), text)
        for link in LINK.findall(text):
            log.warning(
                "Doc file '%s' contains a link to '%s', which is not on the site, because it may say more than readers"
                " may see: with ! before it, the link becomes a picture with a link to what they may.",
                page.file.src_uri,
                posixpath.basename(html.unescape(link)),
            )
        return text

    def on_env(self, env, *, config, files):
        """
        The files of incidents are not copied as they are: pages link what their readers may see.
        They are taken out now and not before, because MkDocs warns of an image whose file it does not know.
        """
        for file in list(files):
            if file.src_uri.endswith(ENDING):
                files.remove(file)
        return env

    def figure(self, found, page, config, files):
        """The figure of one image, or the image as it is."""
        told = {name: html.unescape(value) for name, value in ATTRIBUTE.findall(found["image"])}
        address = urlsplit(told.get("src", ""))
        if address.scheme or address.netloc or not address.path.endswith(ENDING):
            return found[0]
        options = Options(self.config.marking, self.config.lang, self.config.program)
        try:
            said = lens(address.fragment)
            drawn = draw(self.source(unquote(address.path), page, config), said, self.cache, options)
        except Failed as failed:
            raise PluginError(f"breachmap, in {page.file.src_uri}: {failed}") from failed
        svg, data = (self.place(it, page, config, files) for it in (drawn.svg, drawn.data))
        title = told.get("alt") or drawn.title
        alone = bool(found["begin"] and found["end"])
        image = f'<img src="{svg}" alt="{html.escape(f"{title}: {drawn.description}")}" loading="lazy">'
        if not alone:
            return found[0].replace(found["image"], image)
        if self.config.script:
            image = self.live(data, said, image)
        link = f'<a href="{data}">{DATA.get(self.config.lang, DATA["en"])}</a>'
        return f'<figure class="breachmap">{image}<figcaption>{html.escape(title)} · {link}</figcaption></figure>'

    def live(self, data, said, image):
        """The element, with the picture until its script is there."""
        said = {"lang": self.config.lang, **said} if self.config.lang else said
        more = "".join(f' {key}="{html.escape(value)}"' for key, value in said.items())
        style = f"display: block; height: {self.config.height}px"
        return f'<breach-map src="{data}" controls="compact" style="{style}"{more}>{image}</breach-map>'

    def source(self, path, page, config):
        """The file that an address means, which MkDocs may have made one of the built page."""
        docs = Path(config.docs_dir)
        beside = docs / posixpath.dirname(page.file.src_uri)
        tried = [beside / path, docs / posixpath.normpath(posixpath.join(page.url, path)), docs / path.lstrip("/")]
        return next((it for it in tried if it.is_file()), tried[0])

    def place(self, file, page, config, files):
        """Puts a file into the site; its address as the page sees it."""
        uri = posixpath.join(self.config.folder, file.name)
        if not files.get_file_from_path(uri):
            files.append(File.generated(config, uri, abs_src_path=str(file)))
        return get_relative_url(uri, page.url)

    def on_post_page(self, output, *, page, config):
        """Loads the element on pages that have one."""
        if not self.config.script or "<breach-map " not in output:
            return output
        script = self.config.script
        if not urlsplit(script).scheme and not script.startswith("/"):
            script = get_relative_url(script, page.url)
        return output.replace("</body>", f'<script type="module" src="{html.escape(script)}"></script>\n</body>', 1)
