"""The same words for other systems and readers: API, FHIR, Markdown, reports."""
