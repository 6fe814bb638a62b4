"""Article → events: ``reader`` is the whole pipeline, and beside it is one file a question."""
