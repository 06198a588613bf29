// What a clipboard holds, as rows of cells: the form that every spreadsheet gives (tabs and line ends).

const LONGEST = 320; // letters of one cell that the server reads at all
const MOST = 5000; // cells: more than any journal has in sight
const MOST_TEXT = 1_000_000; // letters

/** The rows of a block; null where it is too large for any journal. */
export function blockOf(text) {
  if (text.length > MOST_TEXT) return null;
  const rows = text
    .replaceAll("\0", "")
    .replace(/\r\n?/g, "\n")
    .replace(/\n+$/, "")
    .split("\n")
    .map((line) => line.split("\t"));
  if (rows.reduce((sum, row) => sum + row.length, 0) > MOST) return null;
  return rows.map((row) => row.map((cell) => cell.trim().slice(0, LONGEST)));
}

/** Lay a block over places: `at(row, column)` is a place, null outside, `isClosed(place)` one that takes nothing. What has no place is left. */
export function laid(rows, at, isClosed) {
  const edits = [];
  const left = { rows: [], columns: new Set(), closed: [] };
  rows.forEach((row, r) => row.forEach((text, c) => {
    const place = at(r, c);
    if (place && !isClosed(place)) edits.push([place, text]);
    else if (!text) return;
    else if (place) left.closed.push({ place, text });
    else if (at(r, 0)) left.columns.add(c);
    else if (left.rows.at(-1)?.row !== r + 1) left.rows.push({ row: r + 1, text });
  }));
  return { edits, left };
}
