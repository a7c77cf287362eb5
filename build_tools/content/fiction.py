"""Phone numbers that regulators keep free for films, books and samples: nobody ever answers them. Data.

By country, as patterns of the whole national number without the 0 or 1 that is dialled before it. A country is here
only if its ranges could be found in writing by somebody else too; numbers of nobody in other countries are not told.
"""

from __future__ import annotations

_NORTH_AMERICA = ("[2-9]..55501..",)  # ATIS-0300115: 555-0100 to 555-0199 of every area

FICTION: dict[str, tuple[str, ...]] = {
    "US": _NORTH_AMERICA,
    "CA": _NORTH_AMERICA,
    # Ofcom, "Telephone numbers for use in TV and radio drama programmes"
    "GB": (
        "1(13|14|15|16|17|18|21|31|41|51|61)4960...", "2079460...", "1914980...", "2890180...", "2896496...",
        "2920180...", "1632960...", "7700900...", "8081570...", "9098790...", "3069990...",
    ),
    # Bundesnetzagentur, Mitteilung 148/2021, "Rufnummern für Medienproduktionen"
    "DE": (
        "3023125...", "6990009...", "4066969...", "2214710...", "8999998...", "17139200..", "176040690..",
        "152(28817386|28895456|54599371)", "172(9925904|9968532|9973185|9973186|9980752)", "174(9091317|9464308)",
    ),
    # ACMA, "Phone numbers for use in TV shows, films and creative works"
    "AU": (
        "[2378](5550|7010)....", "1800160401", "1800975(70[7-9]|71[01])", "1300975(70[7-9]|71[01])",
        "491570(006|110|156|157|158|159|313|737)", "491571(266|491|804)", "491572(549|665|983)", "491573(770|087)",
        "491574(118|632)", "491575(254|789)", "491576(398|801)", "491577(426|644)", "491578(957|148|888)",
        "491579(212|760|455)",
    ),
    # Arcep, décision 2018-0881, article 2.5.12, legifrance.gouv.fr/jorf/article_jo/JORFARTI000037263033
    "FR": ("19900....", "26191....", "35301....", "46571....", "53649....", "63998...."),
    # PTS, "Telefonnummer till böcker och filmer", pts.se/internet-och-telefoni/telefonnummer-och-adressering
    "SE": ("3139006..", "4062804..", "8465004..", "9803192..", "701740(60[5-9]|6[1-9].)"),
}  # fmt: skip
