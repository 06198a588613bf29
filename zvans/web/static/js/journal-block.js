// What a clipboard holds, as rows of cells: the form that every spreadsheet gives (tabs and line ends).

const LONGEST = 200; // letters of one cell that the server reads at all

export function blockOf(text) {
  return text
    .replaceAll("\0", "")
    .replace(/\r\n?/g, "\n")
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => line.split("\t").map((cell) => cell.trim().slice(0, LONGEST)));
}
