// The text of a post, written as it will look. The area behind it holds the HTML and is what the form sends.
import { cleanPasted } from "./portal-paste.js";

const LINKS = /^(https?:\/\/|mailto:|tel:)\S+$/i;

/** Give the form its editor. Returns what others need of it: `fill(html)`. */
export async function startEditor(form) {
  const box = document.getElementById("editor");
  const area = form.elements.body;
  const kit = await import(box.dataset.bundle);
  const editor = new kit.Editor({
    element: box.querySelector(".editor-text"),
    extensions: extensionsOf(kit),
    content: asHtml(area.value),
    injectCSS: false, // a style of its own would be refused by our policy; ours has what it needs
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-labelledby": "body-label",
        "aria-describedby": area.getAttribute("aria-describedby"),
        ...(area.hasAttribute("aria-invalid") ? { "aria-invalid": "true" } : {}),
      },
      transformPastedHTML: cleanPasted,
    },
    onUpdate: () => {
      area.value = htmlOf(editor);
      area.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  area.hidden = true;
  box.hidden = false;
  document.querySelector("label[for=id_body]")?.addEventListener("click", () => editor.commands.focus());
  startTools(box, editor);
  return { fill: (html) => editor.commands.setContent(asHtml(html), { emitUpdate: true }) };
}

/** Text without tags, as somebody without scripts has typed it: an empty line parts paragraphs. */
function asHtml(text) {
  if (/<(p|h2|h3|ul|ol|blockquote)\b/i.test(text)) return text;
  const holder = document.createElement("div");
  for (const part of text.split(/\n\s*\n/).filter((part) => part.trim())) {
    const paragraph = document.createElement("p");
    part.trim().split("\n").forEach((line, number) => paragraph.append(...(number ? [document.createElement("br"), line] : [line])));
    holder.append(paragraph);
  }
  return holder.innerHTML;
}

const htmlOf = (editor) => (editor.isEmpty ? "" : editor.getHTML());

function extensionsOf(kit) {
  // Tab leaves the editor, also from within a list.
  const ListItem = kit.ListItem.extend({
    addKeyboardShortcuts() {
      return { Enter: () => this.editor.commands.splitListItem(this.name) };
    },
  });
  const Link = kit.Link.configure({
    openOnClick: false,
    defaultProtocol: "https",
    HTMLAttributes: { target: null, rel: null },
    isAllowedUri: (address) => LINKS.test(address ?? ""),
  });
  return [
    kit.Document, kit.Paragraph, kit.Text, kit.HardBreak, kit.Heading.configure({ levels: [2, 3] }), kit.Bold, kit.Italic, kit.BulletList,
    kit.OrderedList, ListItem, kit.Blockquote, kit.HorizontalRule, kit.Subscript, kit.Superscript, Link, kit.UndoRedo,
  ];
}

const DOES = {
  h2: { act: (chain) => chain.toggleHeading({ level: 2 }), is: (editor) => editor.isActive("heading", { level: 2 }) },
  h3: { act: (chain) => chain.toggleHeading({ level: 3 }), is: (editor) => editor.isActive("heading", { level: 3 }) },
  bold: { act: (chain) => chain.toggleBold(), is: (editor) => editor.isActive("bold") },
  italic: { act: (chain) => chain.toggleItalic(), is: (editor) => editor.isActive("italic") },
  bullets: { act: (chain) => chain.toggleBulletList(), is: (editor) => editor.isActive("bulletList") },
  numbers: { act: (chain) => chain.toggleOrderedList(), is: (editor) => editor.isActive("orderedList") },
  quote: { act: (chain) => chain.toggleBlockquote(), is: (editor) => editor.isActive("blockquote") },
  undo: { act: (chain) => chain.undo() },
  redo: { act: (chain) => chain.redo() },
};

function startTools(box, editor) {
  const bar = box.querySelector("[role=toolbar]");
  const tools = [...bar.querySelectorAll("button")];
  const link = startLink(box, editor);
  bar.addEventListener("click", (event) => {
    const tool = event.target.closest("button");
    if (!tool) return;
    if (tool.dataset.do === "link") link.open();
    else DOES[tool.dataset.do].act(editor.chain().focus()).run();
  });
  // One stop for Tab; arrows go along the tools.
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -tools.length, End: tools.length }[event.key];
    if (event.key === "Escape") editor.commands.focus();
    if (!step) return;
    event.preventDefault();
    const place = Math.min(Math.max(tools.indexOf(document.activeElement) + step, 0), tools.length - 1);
    stopAt(tools, tools[place]).focus();
  });
  bar.addEventListener("focusin", (event) => stopAt(tools, event.target));
  editor.view.dom.addEventListener("keydown", (event) => {
    if (event.altKey && event.key === "F10") tools.find((tool) => tool.tabIndex === 0).focus();
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      link.open();
    }
  });
  const show = () => {
    for (const tool of tools) {
      const state = tool.dataset.do === "link" ? editor.isActive("link") : DOES[tool.dataset.do].is?.(editor);
      if (state !== undefined) tool.setAttribute("aria-pressed", state);
    }
  };
  editor.on("transaction", show);
  show();
}

function stopAt(tools, wanted) {
  for (const tool of tools) tool.tabIndex = tool === wanted ? 0 : -1;
  return wanted;
}

function startLink(box, editor) {
  const panel = box.querySelector(".editor-link");
  const tool = box.querySelector("[data-do=link]");
  const field = panel.querySelector("input");
  const wrong = panel.querySelector(".error");

  function close() {
    panel.hidden = true;
    tool.setAttribute("aria-expanded", "false");
    editor.commands.focus();
  }

  function set() {
    const typed = field.value.trim();
    const address = /^[\w.-]+\.[a-z]{2,}(\/\S*)?$/i.test(typed) ? `https://${typed}` : typed;
    if (!LINKS.test(address)) return refuse();
    const chain = editor.chain().focus();
    if (editor.state.selection.empty && !editor.isActive("link")) {
      chain.insertContent({ type: "text", text: address, marks: [{ type: "link", attrs: { href: address } }] }).run();
    } else chain.extendMarkRange("link").setLink({ href: address }).run();
    close();
  }

  function refuse() {
    wrong.textContent = panel.dataset.wrong;
    wrong.hidden = false;
    field.setAttribute("aria-invalid", "true");
    field.focus();
  }

  panel.addEventListener("click", (event) => {
    const what = event.target.closest("[data-link]")?.dataset.link;
    if (what === "set") set();
    if (what === "remove") {
      editor.chain().focus().extendMarkRange("link").unsetLink().run();
      close();
    }
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key !== "Enter" || event.target !== field) return;
    event.preventDefault(); // the form is not sent by it
    set();
  });
  return {
    open() {
      field.value = editor.getAttributes("link").href ?? "";
      wrong.hidden = true;
      field.removeAttribute("aria-invalid");
      panel.hidden = false;
      tool.setAttribute("aria-expanded", "true");
      field.focus();
      field.select();
    },
  };
}
