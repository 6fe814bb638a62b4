"""One file a step, in the order of their numbers; a released step is never changed."""
