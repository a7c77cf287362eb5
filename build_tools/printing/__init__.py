"""Guide -> leaflets as finished PDFs; the only room that imports WeasyPrint."""
