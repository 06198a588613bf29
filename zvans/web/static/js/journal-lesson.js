// The lesson's screen: attendance and marks are saved cell by cell as in the grid, texts as they are written. Without this file the form
// works as a whole.

import { confirmInPlace } from "./journal-confirm.js";
import { keepTheDay } from "./journal-keep.js";
import { keypad } from "./journal-keypad.js";
import { LessonNews } from "./journal-lesson-news.js";
import { PupilLines } from "./journal-lesson-pupils.js";
import { LessonTexts } from "./journal-lesson-texts.js";
import { sayOffline } from "./toast.js";

const form = document.querySelector("form#lesson[data-cells]");
const pupils = new PupilLines(form);
const texts = new LessonTexts(form, pupils.steps);
pupils.takeBackTexts = (before, after) => texts.takeBack(before, after);
new LessonNews(form, { pupils, texts, showConfirmed: confirmInPlace(form, pupils) });
keepTheDay(form.dataset.account);
keypad(form);

// Sent as a whole, the form leaves the cells to the queue, which has them all.
form.addEventListener("submit", (event) => {
  if (sayOffline(event)) return;
  pupils.leaveOut();
  texts.leave();
});

// [ and ] lead to the neighbours of the day, { and } to those of the journal; not while somebody writes.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.target.matches("textarea, input:not([type=radio])")) return;
  document.querySelector(`a[data-key="${CSS.escape(event.key)}"]`)?.click();
});
