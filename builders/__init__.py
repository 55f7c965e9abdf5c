"""From text to nouns: readers, reports, glossaries, running text, places, senses, the pipeline."""
