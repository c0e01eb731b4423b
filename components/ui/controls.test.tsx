// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { CopyButton } from "./copy-button.tsx";
import { Field } from "./field.tsx";
import { Pager } from "./pager.tsx";
import { ReadFailure } from "./read-failure.tsx";
import { Ahead, ago, ahead, exactTime, Time } from "./time.tsx";

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const input = (control: object) => <input {...control} />;

test("a field's control is found by its label and described by its hint and its refusal", () => {
  const { rerender } = render(
    <Field label="Name" hint="As you like.">
      {input}
    </Field>,
  );
  const named = screen.getByLabelText("Name");
  expect(screen.getByRole("textbox", { description: "As you like." })).toBe(named);
  expect(named.hasAttribute("aria-invalid")).toBe(false);
  rerender(
    <Field label="Name" hint="As you like." error="Give it a name.">
      {input}
    </Field>,
  );
  expect(screen.getByRole("textbox", { description: "As you like. Give it a name." })).toBe(named);
  expect(named.getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByRole("alert").textContent).toBe("Give it a name.");
});

test("a field without hint and refusal names no description; two fields have two names", () => {
  render(
    <>
      <Field label="First" optional>
        {input}
      </Field>
      <Field label="Second">{input}</Field>
    </>,
  );
  expect(screen.getByLabelText("First").hasAttribute("aria-describedby")).toBe(false);
  expect(screen.getByLabelText("First").id).not.toBe(screen.getByLabelText("Second").id);
  expect(screen.getAllByText("optional")).toHaveLength(1);
});

const MIN = 60_000;
const DAY = 1440 * MIN;

const NOW = Date.parse("2026-11-25T12:00:00Z");

test.each([
  [0, "just now"],
  [59_999, "just now"],
  [MIN, "1 min ago"],
  [59 * MIN + 59_000, "59 min ago"],
  [60 * MIN, "1 h ago"],
  [400 * DAY, "400 d ago"],
  // Whatever the clocks: what has been is never still to come.
  [-1, "just now"],
  [-14_000, "just now"],
  [-3 * DAY, "just now"],
])("what was %i ms ago was %s", (ms, words) => {
  expect(ago(NOW - ms, NOW)).toBe(words);
});

test.each([
  [1, "in <1 min"],
  [59_999, "in <1 min"],
  [MIN, "in 1 min"],
  [DAY - 1, "in 23 h"],
  [DAY, "in 1 d"],
  [0, "due now"],
  [-MIN, "due now"],
])("what comes in %i ms is %s", (ms, words) => {
  expect(ahead(NOW + ms, NOW)).toBe(words);
});

test("what happened after the last renewal happened just now, and what was to come then is due", () => {
  vi.useFakeTimers({ now: NOW });
  const { rerender } = render(<Time iso={new Date(NOW).toISOString()} />);
  vi.advanceTimersByTime(14_000);
  rerender(<Time iso={new Date(NOW + 13_000).toISOString()} />);
  expect(screen.getByRole("time").textContent).toBe("just now");
  rerender(<Ahead iso={new Date(NOW - 1).toISOString()} />);
  expect(screen.getByRole("time").textContent).toBe("due now");
});

test("a time keeps itself true, and names the exact moment on hover and for machines", () => {
  const at = new Date("2026-11-25T12:00:00Z");
  vi.useFakeTimers({ now: at });
  render(<Time iso={at.toISOString()} />);
  const time = screen.getByRole("time") as HTMLTimeElement;
  expect(time.textContent).toBe("just now");
  expect(time.title).toBe(exactTime(at));
  expect(time.dateTime).toBe(at.toISOString());
  act(() => vi.advanceTimersByTime(2 * MIN));
  expect(time.textContent).toBe("2 min ago");
});

test("an exact time tells day, month, year, second and zone", () => {
  expect(exactTime(new Date("2026-11-23T14:05:09Z"))).toMatch(/^2\d Nov 2026, \d\d:\d\d:09 \S+$/);
});

test("a copied text is on the clipboard, and the button says so for a moment", async () => {
  const user = userEvent.setup();
  const onCopied = vi.fn();
  render(<CopyButton text="fc-1" label="Copy key" onCopied={onCopied} />);
  await user.click(screen.getByRole("button", { name: "Copy key" }));
  expect(await screen.findByRole("button", { name: "Copied" })).toBeTruthy();
  expect(await navigator.clipboard.readText()).toBe("fc-1");
  expect(onCopied).toHaveBeenCalledOnce();
  await waitFor(() => expect(screen.getByRole("button", { name: "Copy key" })).toBeTruthy(), {
    timeout: 10_000,
  });
});

/** A browser without the clipboard API, as over plain http, where `copies` says whether the old way works. */
function oldBrowser(copies: boolean) {
  vi.stubGlobal("navigator", {});
  const written = vi.fn();
  document.execCommand = () => {
    if (!copies) return false;
    const event = Object.assign(new Event("copy", { cancelable: true }), {
      clipboardData: { setData: written },
    });
    return document.dispatchEvent(event);
  };
  return written;
}
afterEach(() => vi.unstubAllGlobals());

test("without the clipboard API the old way copies", async () => {
  const written = oldBrowser(true);
  render(<CopyButton text="fc-1" label="Copy key" />);
  fireEvent.click(screen.getByRole("button"));
  expect(await screen.findByRole("button", { name: "Copied" })).toBeTruthy();
  expect(written).toHaveBeenCalledExactlyOnceWith("text/plain", "fc-1");
});

test("where nothing may be copied, the person is told to do it, and nobody is told that it was done", async () => {
  oldBrowser(false);
  const onCopied = vi.fn();
  render(<CopyButton text="fc-1" label="Copy key" onCopied={onCopied} />);
  fireEvent.click(screen.getByRole("button"));
  expect(await screen.findByRole("button", { name: "Select and copy it" })).toBeTruthy();
  expect(onCopied).not.toHaveBeenCalled();
});

const pager = (from: number, shown: number, more: boolean, total?: number) => {
  const onMove = vi.fn();
  render(
    <Pager
      label="Pages"
      from={from}
      size={25}
      shown={shown}
      more={more}
      onMove={onMove}
      {...(total !== undefined && { total })}
    />,
  );
  return onMove;
};
const isOff = (name: string) => (screen.getByRole("button", { name }) as HTMLButtonElement).disabled;

test("a list that is all in sight has no pager", () => {
  pager(0, 25, false, 25);
  expect(screen.queryByRole("navigation")).toBeNull();
});

test.each([
  [0, 25, true, 1060, "1–25 of 1,060", true, false],
  [25, 25, true, undefined, "26–50", false, false],
  [1050, 10, false, 1060, "1,051–1,060 of 1,060", false, true],
  [75, 0, false, 60, "", false, true],
])("from %i, %i are shown, more: %s, of %s: “%s”", (from, shown, more, total, words, first, last) => {
  pager(from, shown, more, total);
  expect(screen.getByRole("navigation").querySelector("span")?.textContent).toBe(words);
  expect([isOff("Previous"), isOff("Next")]).toEqual([first, last]);
});

test("the pager moves by a page, and never before the first", () => {
  const onMove = pager(10, 25, true);
  fireEvent.click(screen.getByRole("button", { name: "Next" }));
  fireEvent.click(screen.getByRole("button", { name: "Previous" }));
  expect(onMove.mock.calls).toEqual([[35], [0]]);
});

test("a read that failed says what and why, and can be repeated", () => {
  const retry = vi.fn();
  render(<ReadFailure what="The usage" error={new Error("The database is away.")} retry={retry} />);
  expect(screen.getByRole("alert").textContent).toContain(
    "The usage could not be read. The database is away.",
  );
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(retry).toHaveBeenCalledOnce();
});
