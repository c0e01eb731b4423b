// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { KeyMap } from "./key-map.tsx";
import { actionOfKey, KEYS, type KeyAction } from "./map.ts";
import { useKeys } from "./use-keys.ts";

afterEach(cleanup);

function Part({ actions, heard }: { actions: KeyAction[]; heard: string[] }) {
  useKeys(Object.fromEntries(actions.map((action) => [action, () => heard.push(action)])));
  return <input aria-label="field" />;
}

test("no key means two things", () => {
  const keys = Object.values(KEYS).map(({ key }) => key.toLowerCase());
  expect(new Set(keys).size).toBe(keys.length);
  expect(actionOfKey("r")).toBe("run");
  expect(actionOfKey("R")).toBe("run");
  expect(["s", "u", "c"].map(actionOfKey)).toEqual(["snooze", "undo", "comment"]);
  expect(actionOfKey("q")).toBeUndefined();
});

test("a key does what the part on screen answers, and rests while one types or holds another key", async () => {
  const heard: string[] = [];
  const user = userEvent.setup();
  const { unmount } = render(<Part actions={["next", "view"]} heard={heard} />);
  await user.keyboard("jvk");
  expect(heard).toEqual(["next", "view"]);
  await user.keyboard("{Control>}j{/Control}");
  await user.type(screen.getByLabelText("field"), "jv");
  expect(heard).toHaveLength(2);
  unmount();
  await user.keyboard("j");
  expect(heard).toHaveLength(2);
});

test("of two parts that answer a key the one that came last does", async () => {
  const heard: string[] = [];
  const other: string[] = [];
  const user = userEvent.setup();
  render(
    <>
      <Part actions={["run"]} heard={heard} />
      <Part actions={["run"]} heard={other} />
    </>,
  );
  await user.keyboard("r");
  expect([heard, other]).toEqual([[], ["run"]]);
});

test("? shows the keys of this screen and no others, and keys rest meanwhile", async () => {
  const heard: string[] = [];
  const user = userEvent.setup();
  render(
    <>
      <KeyMap />
      <Part actions={["next", "copyLink"]} heard={heard} />
    </>,
  );
  await user.keyboard("?");
  const dialog = await screen.findByRole("dialog", { name: "Keys of this screen" }, { timeout: 10_000 });
  expect(dialog.textContent).toContain(KEYS.copyLink.word);
  expect(dialog.textContent).not.toContain(KEYS.older.word);
  await user.keyboard("j");
  expect(heard).toEqual([]);
});
