"""Arabic script: folding with offsets kept, words, sentences, clitics, numbers."""
