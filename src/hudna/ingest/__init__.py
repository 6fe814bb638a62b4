"""From what people have (text, pages, records; any encoding) to articles."""
