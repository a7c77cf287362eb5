"""Reports for those who keep the guide: how easy it is to read, and what a check of it by ourselves finds. Pure.

reading            model -> how hard each page, leaflet and statement is, the hardest first
instruments.yaml   what the self-check asks, and how each question is answered
criteria           its records
self_check         model and problems -> the answers
forms, templates   both reports as text, as HTML and as JSON
"""
