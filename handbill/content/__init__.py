"""Words in: Markdown sources and templates become messages."""
