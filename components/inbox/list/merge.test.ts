import { expect, test } from "vitest";
import { idOf, itemOf } from "#testing/inbox-items.ts";
import { differs, heldList } from "./merge.ts";

const pageOf = (...numbers: number[]) => ({ data: numbers.map((number) => itemOf(number)) });
const numbers = (items: { id: string }[]) => items.map(({ id }) => Number(id.slice(-12)));

test("new items wait, and those that stand there stay where they are, each as it is now", () => {
  const read = [pageOf(9, 8, 7)];
  const live = { data: [itemOf(11), itemOf(10), itemOf(9), { ...itemOf(8), important: true }] };
  const { items, waiting, gone } = heldList(read, new Map([[0, live]]));
  expect(numbers(items)).toEqual([9, 8, 7]);
  expect(items[1]?.important).toBe(true);
  expect(waiting).toBe(2);
  expect([...gone]).toEqual([idOf(7)]);
});

test("an item that came back to the head is not gone from where it stood, and waits for nobody", () => {
  const { gone, waiting } = heldList(
    [pageOf(9, 8), pageOf(7, 6)],
    new Map([
      [0, pageOf(6, 9)],
      [1, pageOf(7)],
    ]),
  );
  expect([...gone]).toEqual([idOf(8)]);
  expect(waiting).toBe(0);
});

test("of pages out of sight nothing is said", () => {
  const { items, gone } = heldList([pageOf(9, 8), pageOf(7, 6)], new Map([[0, pageOf(9, 8)]]));
  expect(numbers(items)).toEqual([9, 8, 7, 6]);
  expect(gone.size).toBe(0);
});

test("a list is renewed where anything of its head differs, or more of it was read", () => {
  expect(differs([pageOf(9, 8)], pageOf(9, 8))).toBe(false);
  expect(differs([pageOf(9, 8)], pageOf(10, 9))).toBe(true);
  expect(differs([pageOf(9, 8)], { data: [itemOf(9), { ...itemOf(8), unread: false }] })).toBe(true);
  expect(differs([pageOf(9, 8), pageOf(7)], pageOf(9, 8))).toBe(true);
  expect(differs([], pageOf(9))).toBe(true);
});
