"""How right the reading is: predicted events against gold."""
