const FIELDS = "input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea:not(:disabled)";
const OTHERS = "button:not(:disabled), a[href], summary, [tabindex='0']";

/**
 * Gives a dialog that opens its focus: its first field, else the first thing in its body that can be pressed, else the
 * dialog itself. Never the button that closes it, or Enter would dismiss what one was about to fill in.
 */
export function focusFirst(dialog: HTMLElement): void {
  const body = dialog.querySelector<HTMLElement>("[data-dialog-body]") ?? dialog;
  const first = body.querySelector<HTMLElement>(FIELDS) ?? body.querySelector<HTMLElement>(OTHERS) ?? dialog;
  first.focus({ preventScroll: true });
}
