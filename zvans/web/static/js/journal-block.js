// What a clipboard holds, as rows of cells: the form that every spreadsheet gives (tabs and line ends).

export function blockOf(text) {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => line.split("\t").map((cell) => cell.trim()));
}
