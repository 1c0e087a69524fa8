"""The directive for Sphinx: ``.. breachmap:: incident.breach.json`` becomes a picture of the breach."""

from __future__ import annotations

import html
import posixpath
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import download_reference
from sphinx.util.docutils import SphinxDirective

from . import __version__
from .program import DATA, DRAWN, LIVE, Failed, Options, draw, png


class live_map(nodes.General, nodes.Element):
    """The live element; its child is the picture that shows until its script is there."""


class Breachmap(SphinxDirective):
    """A figure of an incident, drawn when the site is built."""

    required_arguments = 1
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = {
        **{key: directives.unchanged_required for key in DRAWN + LIVE},
        "alt": directives.unchanged,
        "height": directives.nonnegative_int,
    }

    def run(self):
        """The figure, with the content of the directive as its caption."""
        config = self.config
        options = Options(config.breachmap_marking, config.breachmap_lang, config.breachmap_program)
        name, path = self.env.relfn2path(" ".join(self.arguments))
        self.env.note_dependency(name)
        said = {key: self.options[key] for key in DRAWN + LIVE if key in self.options}
        folder = Path(self.env.doctreedir) / "breachmap"
        try:
            drawn = draw(Path(path), said, folder, options)
            if self.env.app.builder.format == "latex":
                png(drawn, said, options)
        except Failed as failed:
            raise self.error(f"breachmap: {failed}") from failed
        # the builder takes the format that it can show
        picture = "/" + posixpath.relpath(drawn.svg.with_suffix(".*").as_posix(), Path(self.env.srcdir).as_posix())
        title = self.options.get("alt") or drawn.title
        image = nodes.image(uri=picture, alt=f"{title}: {drawn.description}")
        shown = image
        if config.breachmap_script:
            data = posixpath.relpath(drawn.data.as_posix(), Path(self.env.srcdir).as_posix())
            shown = live_map("", image, file=self.env.dlfiles.add_file(self.env.docname, data), said=said)
            shown["height"] = self.options.get("height", 480)
            shown["lang"] = config.breachmap_lang
        return [nodes.figure("", shown, self.caption(drawn, title), classes=["breachmap"])]

    def caption(self, drawn, title):
        """What the author says of it, or its title; and a link to the data."""
        caption = nodes.caption("", "")
        if self.content:
            inner, _ = self.state.inline_text(" ".join(self.content), self.lineno)
            caption += inner
        else:
            caption += nodes.Text(title)
        target = "/" + posixpath.relpath(drawn.data.as_posix(), Path(self.env.srcdir).as_posix())
        words = DATA.get(self.config.breachmap_lang, DATA["en"])
        link = download_reference("", "", nodes.Text(words), reftarget=target, refdoc=self.env.docname, refdomain="")
        caption += [nodes.Text(" · "), link]
        return caption


def visit_html(self, node):
    """Opens the element."""
    address = posixpath.join(self.builder.dlpath, node["file"])
    said = {"lang": node["lang"], **node["said"]} if node["lang"] else node["said"]
    more = "".join(f' {key}="{html.escape(value)}"' for key, value in said.items())
    style = f"display: block; height: {node['height']}px"
    self.body.append(f'<breach-map src="{html.escape(address)}" controls="compact" style="{style}"{more}>')


def depart_html(self, node):
    """Closes it."""
    self.body.append("</breach-map>")


def visit_nothing(self, node):
    """Where there are no scripts, the picture stands for itself."""


def add_script(app):
    """Loads the element on all pages, if it was said where its script lies."""
    if app.config.breachmap_script:
        app.add_js_file(app.config.breachmap_script, type="module")


def outdated(app, env, added, changed, removed):
    """Pages that were read for HTML have no PNG yet: LaTeX reads those with pictures of ours again."""
    if app.builder.format != "latex":
        return []
    ours = (docs for path, (docs, _) in env.images.items() if posixpath.basename(posixpath.dirname(path)) == "breachmap")
    return sorted(set().union(*ours))


def setup(app):
    """Makes the directive known."""
    app.add_config_value("breachmap_marking", "clear", "env", [str])
    app.add_config_value("breachmap_lang", "", "env", [str])
    app.add_config_value("breachmap_program", "", "env", [str])
    app.add_config_value("breachmap_script", "", "env", [str])
    app.add_node(live_map, html=(visit_html, depart_html), **{
        name: (visit_nothing, visit_nothing) for name in ("latex", "text", "man", "texinfo")
    })
    app.add_directive("breachmap", Breachmap)
    app.connect("builder-inited", add_script)
    app.connect("env-get-outdated", outdated)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
