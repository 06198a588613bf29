// Ways out to providers: whoever ticked «stay signed in» beside the password means it for them too.

for (const link of document.querySelectorAll("a[data-provider]")) {
  link.addEventListener("click", () => {
    const address = new URL(link.href);
    address.searchParams.delete("kept");
    if (document.querySelector("input[type=checkbox][name=is_kept]")?.checked) address.searchParams.set("kept", "1");
    link.href = address.href;
  });
}
