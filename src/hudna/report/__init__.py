"""A truce's report: one briefing, written as HTML, PDF or Markdown."""

from hudna.report.build import briefing
from hudna.report.render import PdfError, html, markdown, pdf
from hudna.report.values import Briefing

__all__ = ["Briefing", "PdfError", "briefing", "html", "markdown", "pdf"]
