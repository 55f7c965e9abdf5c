"""The interactive pages."""
