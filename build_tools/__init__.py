"""The program, one module or package for each step from the source to the site and the paper.

source, yaml_text   the YAML files -> model, or problems with file, line and column
model               what content is
checks/             the rules that content keeps
language, prose     catalogs, numbers and dates; the words of a statement with its facts in them
website/            model -> pages: of patients, of the print desk, of edition codes; the site's folder
leaflet             model -> the HTML of a leaflet
edition/            what a leaflet says, its edition code, what changed between two of them
ledger/             every code ever released
press/              which sheets to print, on how many cores; what is kept from last time
pdf/                HTML -> a finished PDF that can be read aloud and filled in
gate/, readback     what each PDF and page is asked before it goes out
pack/               several leaflets in one PDF
pipeline            all of it, in order
mkdocs_plugin, __main__   the two doors: `mkdocs build` and the `leaflets` command
"""
