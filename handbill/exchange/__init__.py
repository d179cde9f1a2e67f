"""Translations out to people who have a spreadsheet, a word processor or a CAT tool, and back."""
