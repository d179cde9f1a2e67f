"""Fonts: where they lie, what is known of them, what a campaign lacks, and how to get it."""
