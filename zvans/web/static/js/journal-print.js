// On paper a semester is a sheet for each month: seventy lessons side by side can't be read. Without this file the table prints as it is.

const FITS = 32; // lessons on an A4 sheet, lying

const frame = document.querySelector(".journal-frame");
let sheets = null;

window.addEventListener("beforeprint", () => {
  const table = frame?.querySelector("table");
  if (!table || heads(table).length <= FITS) return;
  const months = [...new Set(heads(table).map(monthOf))];
  sheets = Object.assign(document.createElement("div"), { className: "journal-sheets" });
  sheets.append(...months.map((month) => sheet(table, month)));
  frame.parentElement.after(sheets);
});

window.addEventListener("afterprint", () => {
  sheets?.remove();
  sheets = null;
});

const heads = (table) => [...table.tHead.rows[0].cells].filter((head) => head.dataset.lesson);
const monthOf = (head) => head.dataset.lesson.slice(0, 7);

function sheet(table, month) {
  const copy = table.cloneNode(true);
  for (const input of copy.querySelectorAll("input")) input.replaceWith(input.value);
  const gone = heads(copy).filter((head) => monthOf(head) !== month).map((head) => head.cellIndex);
  for (const column of gone.reverse()) {
    copy.querySelectorAll("col")[column].remove();
    for (const row of copy.rows) row.deleteCell(column);
  }
  const name = new Intl.DateTimeFormat(document.documentElement.lang, { month: "long", year: "numeric" });
  copy.createCaption().textContent = name.format(new Date(`${month}-15`));
  return copy;
}
