"""Learning the weights of the reading from hand-coded articles."""
