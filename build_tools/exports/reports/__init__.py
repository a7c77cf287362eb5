"""Reports for those who keep the guide: how easy it is to read, and what a check of it by ourselves finds. Pure.

reading        model -> how hard each page, leaflet and statement is, the hardest first
guide          model -> what stands where, and which problems there are: what the judges of the self-check look at
judges         what a computer can judge: small functions, guide -> answer
items          what is asked; each with its judge, or with what a person looks at
self_check     guide -> the answers to all items
text, html     both reports, for the terminal and for the browser and paper
"""
