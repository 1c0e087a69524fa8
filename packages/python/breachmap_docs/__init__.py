"""Maps of breaches in documentation: a plugin for MkDocs and a directive for Sphinx."""

__version__ = "0.0.0"  # that of the program is written here when the package is made
