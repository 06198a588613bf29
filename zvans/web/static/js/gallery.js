import { toast } from "./toast.js";

document.getElementById("show-toast").addEventListener("click", () => {
  toast({ text: "9.b klasei ierakstīti 28 vērtējumi.", undo: () => toast({ text: "Vērtējumi atsaukti." }) });
});
