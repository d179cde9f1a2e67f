"""Words out: print, pages, copy."""
