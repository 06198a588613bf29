// A form that comes back says at its fields what to put right: the first of them gets the focus, as it would from `autofocus`.
const first = document.querySelector('main form[method="post"] [aria-invalid="true"]:not([type="hidden"])');
if (first && document.activeElement === document.body) first.focus();
