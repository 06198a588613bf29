// What every page has: dialogs, menus, toasts. Pages work without it.
import "./dialog.js";
import "./menu.js";
import "./toast.js";
import "./refused.js";
import "./sign-out.js";
