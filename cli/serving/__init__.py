"""A graph over HTTP: the SPARQL endpoint, the names of its things, the pages, the functions of the command line."""
