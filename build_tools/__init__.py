"""The program, one module or package for each step from the source to the site and the paper.

files               bytes of the project's files, and of no others
source, yaml_text   the YAML files -> model, or problems with file, line and column
model               what content is
checks/             the rules that content keeps
plain_words         what words cannot hold
own                 what of the shared glossary and sources belongs to one procedure
language, prose     catalogs, numbers and dates; the words of a statement with its facts in them
starter/            the files of a procedure that nobody has written yet
website/            model -> pages: of patients, of the print desk, of edition codes; the site's folder
leaflet             model -> the HTML of a leaflet
edition/            what a leaflet says, its edition code, what changed between two of them
sealed/             files of records that nobody edits by hand
sign_off/           which clinician read which words, and whether that still holds
due, calendar_file  the days by which somebody must look again
today               the one place that asks the clock
notices             who approved it and what is overdue, at the top of pages and leaflets
status              all of that, for those who keep it
ledger/             every code ever released
press/              which sheets to print, on how many cores; what is kept from last time
pdf/                HTML -> a finished PDF that can be read aloud and filled in
gate/, readback     what each PDF and page is asked before it goes out
pack/               several leaflets in one PDF
report/             how easy the guide is to read, and a self-check of it: model -> text, HTML, JSON
api/                the same as data for other systems: JSON, JSON Schemas, FHIR
pipeline            all of it, in order
export/             everything as plain Markdown, for any site engine
offline             the built site as one zip, for a USB stick
leftovers           what killed runs left behind is taken away
mkdocs_plugin       the door for `mkdocs build`
__main__, commands/ the door for the `leaflets` command
"""
