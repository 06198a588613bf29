"""A report as it is kept with its import: lists, which JSON holds, and which two reports are compared by."""

from typing import Any

from zvans.schools.imports.report import Report


def stored(report: Report) -> dict[str, Any]:
    """Texts are said in the language that is active now."""
    return {
        "lines": [[str(line.outcome), str(line.kind), line.name, line.row, str(line.reason)] for line in report.lines],
        "notes": [[str(note.text), list(note.names)] for note in report.notes],
        "doubts": [
            [str(d.kind), d.name, d.row, [list(choice) for choice in d.choices], list(d.others)] for d in report.doubts
        ],
        "said": [[str(kind), name, meaning] for (kind, name), meaning in report.said.items()],
        "heads": report.heads,
        "remembers": report.remembers,
    }
