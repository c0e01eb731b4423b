// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { Sessions } from "./sessions.tsx";

const { draw, answer, calls } = setUpScreens();

const CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/145.0.0.0 Safari/537.36";
const session = (id: string, more: object = {}) => ({
  id,
  current: false,
  userAgent: CHROME,
  ip: "::ffff:192.0.2.1",
  createdAt: "2026-11-25T12:00:00.000Z",
  ...more,
});

test("this session comes first and has no end; another is ended after a question", async () => {
  let sessions = [session("other"), session("mine", { current: true, userAgent: null, ip: null })];
  answer("GET /v2/team/sessions", () => ({ data: sessions }));
  answer("DELETE /v2/team/sessions/other", () => {
    sessions = sessions.filter(({ id }) => id !== "other");
    return {};
  });
  const { user } = draw(<Sessions />);
  const [mine, other] = await screen.findAllByRole("listitem");
  expect(mine?.textContent).toContain("Unknown browserunknown address");
  expect(mine?.textContent).toContain("This session");
  expect(within(mine as HTMLElement).queryByRole("button")).toBeNull();
  expect(other?.textContent).toContain("Chrome 145 on Linux192.0.2.1");

  await user.click(screen.getByRole("button", { name: "End session of Chrome 145 on Linux" }));
  const question = await screen.findByRole("dialog", { name: "End this session" });
  expect(calls("DELETE /v2/team/sessions/other")).toHaveLength(0);
  await user.click(within(question).getByRole("button", { name: "End session" }));
  await waitFor(() => expect(screen.getAllByRole("listitem")).toHaveLength(1));
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("of many sessions six are shown at first, and all others are ended at once", async () => {
  const others = Array.from({ length: 8 }, (_, at) => session(`s${at}`));
  answer("GET /v2/team/sessions", { data: [...others, session("mine", { current: true })] });
  for (const { id } of others) answer(`DELETE /v2/team/sessions/${id}`, {});
  const { user } = draw(<Sessions />);
  expect(await screen.findAllByRole("listitem")).toHaveLength(6);
  await user.click(screen.getByRole("button", { name: "Show 3 more" }));
  expect(screen.getAllByRole("listitem")).toHaveLength(9);
  expect(screen.queryByRole("button", { name: /^Show/ })).toBeNull();

  await user.click(screen.getByRole("button", { name: "End all other sessions" }));
  const question = await screen.findByRole("dialog", { name: "End 8 other sessions" });
  await user.click(within(question).getByRole("button", { name: "End all other sessions" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  for (const { id } of others) expect(calls(`DELETE /v2/team/sessions/${id}`)).toHaveLength(1);
  expect(calls("DELETE /v2/team/sessions/mine")).toHaveLength(0);
});

test("a session that has ended already is as gone; any other refusal is told and the question stays", async () => {
  answer("GET /v2/team/sessions", { data: [session("mine", { current: true }), session("other")] });
  answer("DELETE /v2/team/sessions/other", refusal(500, "Try again in a moment."));
  const { user } = draw(<Sessions />);
  await user.click(await screen.findByRole("button", { name: /^End session of/ }));
  const question = await screen.findByRole("dialog");
  const end = within(question).getByRole("button", { name: "End session" });
  await user.click(end);
  expect((await within(question).findByRole("alert")).textContent).toBe("Try again in a moment.");

  answer("DELETE /v2/team/sessions/other", refusal(404, "There is no such session."));
  await user.click(end);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});
