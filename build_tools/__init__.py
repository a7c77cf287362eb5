"""The program: one room for each thing that it does. Arrows go down this list only.

mkdocs_plugin   MkDocs' events to the core and back; the only module that imports mkdocs
commands/       the `leaflets` command, one module per subject
pipeline        the whole way in order: read, check, print and write, preflight, swap
exports/        API, FHIR, Markdown, offline zip, reports
output          the record of all that one build gives out, which exports read
website/        guide -> pages, search index; the site's folder; templates, scripts and styles of pages
printing/       guide -> leaflet HTML -> finished PDF; the only room that imports WeasyPrint
preflight/      what every PDF and page is asked before it goes out
records/        edition codes and changes, ledger, sign-off, deadlines, status
checks/         the rules that content keeps, one generator each
guide/          model + clinic + language -> what a reader is told
languages/      catalogs, numbers and dates; the only room that knows gettext and Babel
content/        YAML -> model: records, reader, schema, scaffold
templates, files, clock, columns, messages, problems, work_folder   what all of them use
"""
