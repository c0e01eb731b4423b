// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FindBox } from "./find-box.tsx";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function drawBox(search = "") {
  const show = vi.fn();
  const boxOf = (words: string) => (
    <FindBox words={words} onWords={show} label="Search monitors" placeholder="Search" />
  );
  const { rerender } = render(boxOf(search));
  const become = (next: string) => rerender(boxOf(next));
  const box = screen.getByRole("searchbox") as HTMLInputElement;
  const type = (value: string) => fireEvent.change(box, { target: { value } });
  const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
  return { show, become, box, type, press };
}
const settle = () => act(() => vi.advanceTimersByTime(1000));

test("a word is searched for once it is typed, as one step of the history", () => {
  const { show, become, type } = drawBox();
  type("s");
  act(() => vi.advanceTimersByTime(100));
  type("sh");
  act(() => vi.advanceTimersByTime(100));
  expect(show).not.toHaveBeenCalled();
  settle();
  expect(show.mock.calls).toEqual([["sh", "push"]]);
  become("sh");
  type("shop");
  settle();
  expect(show.mock.calls.slice(1)).toEqual([["shop", "replace"]]);
});

test("what changes nothing of the search asks for nothing", () => {
  const { show, type } = drawBox("shop");
  type("shop ");
  settle();
  expect(show).not.toHaveBeenCalled();
});

test("Escape empties the box, which is a step of its own, and then leaves it", () => {
  const { show, box, press } = drawBox("shop");
  box.focus();
  press("Escape");
  expect(box.value).toBe("");
  settle();
  expect(show.mock.calls).toEqual([["", "push"]]);
  press("Escape");
  expect(document.activeElement).toBe(document.body);
});

test("the back button brings back what was searched for before", () => {
  const { become, box, show } = drawBox("shop");
  become("news");
  expect(box.value).toBe("news");
  settle();
  expect(show).not.toHaveBeenCalled();
});

test("what is being typed is not overwritten by the answer to its own beginning", () => {
  const { become, box, type } = drawBox();
  type("sh");
  settle();
  type("shop");
  become("sh");
  expect(box.value).toBe("shop");
});

test("a slash leads to the box and selects its words; within the box it is a letter", () => {
  const { box, press } = drawBox("shop");
  press("/");
  expect(document.activeElement).toBe(box);
  expect([box.selectionStart, box.selectionEnd]).toEqual([0, 4]);
  box.setSelectionRange(4, 4);
  press("/");
  expect(box.selectionStart).toBe(4);
});
