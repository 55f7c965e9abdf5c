"""Glossaries for translators, tokenisers and readers."""
