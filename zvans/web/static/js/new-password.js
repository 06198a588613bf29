// The code that came behind the address's «#»: it is posted as if it had been typed, and stays in no address and no history.
const code = document.querySelector("input[name=code]");
const given = decodeURIComponent(location.hash.slice(1));
if (code && /^[2-9a-z-]{10,12}$/i.test(given)) {
  history.replaceState(null, "", location.pathname);
  code.value = given;
  code.form.requestSubmit();
}
