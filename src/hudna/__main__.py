"""``python -m hudna`` is the same as ``hudna``."""

from hudna.cli import main

main()
