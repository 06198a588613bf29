"""Samples of files to bring in: the columns that we know, and people who do not exist (their codes belong to nobody)."""

from zvans.lib.sheets import as_csv, as_xlsx

HEAD = [
    "Veids", "Vārds", "Uzvārds", "Personas kods", "Dzimšanas datums", "Klase", "Grupas", "Skolēna personas kods", "Radniecība", "Tālrunis",
    "E-pasts", "Amats", "Īsais vārds",
]  # fmt: skip
ROWS = [
    ["skolēns", "Paraugs", "Piemēriņš", "320000-00001", "14.03.2011.", "9.b", "1. grupa", "", "", "", "", "", ""],
    ["skolēns", "Parauga", "Piemēriņa", "320000-00002", "02.11.2017.", "2.a", "", "", "", "", "", "", ""],
    ["vecāks", "Zīle", "Piemēriņa", "", "", "", "", "320000-00001", "māte", "20000001", "zile@piemers.example", "", ""],
    ["vecāks", "Zīle", "Piemēriņa", "", "", "", "", "320000-00002", "māte", "20000001", "zile@piemers.example", "", ""],
    ["vecāks", "Ozols", "Piemēriņš", "", "", "", "", "320000-00001", "tēvs", "20000002", "", "", ""],
    ["darbinieks", "Burtnīca", "Rūtiņa", "320000-00003", "", "", "", "", "", "20000003", "b@skola.example", "skolotāja", "BRū"],
    ["darbinieks", "Zvans", "Garais", "320000-00004", "", "", "", "", "", "20000004", "", "direktora vietnieks", "ZGa"],
]  # fmt: skip
FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def sample_as(form: str) -> bytes:
    return as_csv(HEAD, ROWS) if form == "csv" else as_xlsx("Cilvēki", HEAD, ROWS)
