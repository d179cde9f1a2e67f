"""gettext: PO text, templates, updating, compiling."""
