"""One file a format; the interactive pages."""
