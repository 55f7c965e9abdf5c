"""The nouns: records, labels, identities, vocabulary, errors and the store."""
