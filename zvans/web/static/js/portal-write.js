// Writing a post: an editor in the place of the area, a picture that is sent at once, and what was typed kept in this browser.
import { startEditor } from "./portal-editor.js";
import { startKeeping } from "./portal-kept.js";
import { startPicture } from "./portal-picture.js";

const form = document.getElementById("write");

/** What only trips have is there only for them. */
function showTrip() {
  document.getElementById("trip-part").hidden = form.elements.section.value !== "excursions";
}

form.elements.section.addEventListener("change", showTrip);
showTrip();
startPicture(form);
// Without the editor the area with HTML stays as it is.
startEditor(form)
  .catch((error) => console.error(error))
  .then((editor) => startKeeping(form, editor || null));

// Pressed twice, it is sent once: two drafts of one text would be one too many.
let isOnItsWay = false;
form.addEventListener("submit", (event) => {
  if (isOnItsWay) event.preventDefault();
  isOnItsWay = true;
});
addEventListener("pageshow", () => (isOnItsWay = false));

document.querySelector(".notice[role=alert]")?.scrollIntoView({ block: "center" });
