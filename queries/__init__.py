"""Named SPARQL queries and the one loader that runs them."""
