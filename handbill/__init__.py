"""Handbill: write a campaign once; every community reads it in its own language, on paper and on the web."""

__version__ = "0.1.0"
