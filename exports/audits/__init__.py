"""Random samples of what a graph says, judged by people, and how often it is right."""
