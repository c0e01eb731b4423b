/** Puts a text on the clipboard. @returns whether the browser allowed it */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Plain http on another host than localhost has no clipboard API; the old way still works there.
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  let put = false;
  const listener = (event: ClipboardEvent) => {
    event.preventDefault();
    put = true;
    event.clipboardData?.setData("text/plain", text);
  };
  document.addEventListener("copy", listener, { once: true });
  document.execCommand("copy");
  document.removeEventListener("copy", listener);
  return put;
}
