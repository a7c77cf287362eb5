"""HTML -> finished PDF bytes, accessible for real. The only package that imports WeasyPrint."""

import build_tools.printing.pdf.libraries  # noqa: F401  before all that needs WeasyPrint
from build_tools.printing.pdf.printer import CannotPrint, Printer

__all__ = ["CannotPrint", "Printer"]
