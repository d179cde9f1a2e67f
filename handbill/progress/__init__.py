"""How far each language is."""
