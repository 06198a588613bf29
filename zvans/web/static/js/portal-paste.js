// What comes from Word or from another page: its words and their order, without how they looked there.

const NOT_TEXT = "style, script, meta, link, title, xml, img, svg, iframe, object, form, button, input";
const BULLET = /^[\s\u00a0]*[·•▪o§‣–-][\s\u00a0]+/;
const NUMBER = /^[\s\u00a0]*\d+[.)][\s\u00a0]+/;

// Taken out before anything is parsed: our policy would refuse each style and say so.
const BEFORE = [
  [/<!--[\s\S]*?-->/g, ""],
  [/<style\b[\s\S]*?<\/style>/gi, ""],
  [/<\/?[ovw]:[^>]*>/gi, ""],
  [/<b\b[^>]*font-weight:\s*(normal|400)[^>]*>/gi, "<b class=plain>"], // around what comes from Google
  [/\sstyle=("[^"]*"|'[^']*'|[^\s>]*)/gi, ""],
];

export function cleanPasted(html) {
  const page = new DOMParser().parseFromString(BEFORE.reduce((text, [what, by]) => text.replace(what, by), html), "text/html");
  for (const element of page.querySelectorAll(NOT_TEXT)) element.remove();
  makeLists(page);
  rename(page, "h1", "h2");
  rename(page, "h4, h5, h6", "h3");
  for (const bold of page.querySelectorAll("b.plain")) bold.replaceWith(...bold.childNodes);
  for (const element of page.querySelectorAll("[class], [id], [lang]")) for (const name of ["class", "id", "lang"]) element.removeAttribute(name);
  for (const paragraph of page.querySelectorAll("p")) if (!paragraph.textContent.trim()) paragraph.remove();
  return page.body.innerHTML;
}

function rename(page, from, to) {
  for (const old of page.querySelectorAll(from)) {
    const made = page.createElement(to);
    made.append(...old.childNodes);
    old.replaceWith(made);
  }
}

/** Word writes a list as paragraphs that begin with a sign. */
function makeLists(page) {
  let list = null;
  for (const paragraph of page.querySelectorAll("p[class*=MsoListParagraph]")) {
    const isNumbered = NUMBER.test(paragraph.textContent);
    const kind = isNumbered ? "ol" : "ul";
    if (!list || list.nextElementSibling !== paragraph || list.localName !== kind) {
      list = page.createElement(kind);
      paragraph.before(list);
    }
    const item = page.createElement("li");
    item.append(...paragraph.childNodes);
    dropSign(item, isNumbered ? NUMBER : BULLET);
    list.append(item);
    paragraph.remove();
  }
}

function dropSign(item, sign) {
  const found = item.textContent.match(sign)?.[0].length ?? 0;
  let left = found;
  const texts = item.ownerDocument.createTreeWalker(item, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node && left > 0; node = texts.nextNode()) {
    const taken = Math.min(left, node.data.length);
    node.data = node.data.slice(taken);
    left -= taken;
  }
}
