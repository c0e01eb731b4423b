// @vitest-environment jsdom
import { useQuery } from "@tanstack/react-query";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { teamQuery } from "#components/data/queries.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { NotHere } from "./not-here.tsx";
import { PageError } from "./page-error.tsx";
import { PaletteKey } from "./palette-key.tsx";
import { PersonMenu } from "./person-menu.tsx";
import { SessionEnded } from "./session-ended.tsx";
import { Shell } from "./shell.tsx";

const { draw, answer, calls, departures } = setUpScreens();

/** The stream of notices, of which jsdom has none: it opens and says nothing. */
class SilentStream extends EventTarget {
  close() {}
}
beforeEach(() => vi.stubGlobal("EventSource", SilentStream));
afterEach(() => vi.unstubAllGlobals());

const ADA = { id: "a", email: "ada@example.com", name: null, role: "owner" as const };
const drawShell = (at: string) =>
  draw(
    <Shell me={ADA} team={{ id: "t", name: "Looms" }}>
      <p>The page</p>
    </Shell>,
    at,
  );

test.each([
  ["/changes", "Changes"],
  ["/changes/1", "Changes"],
  ["/monitors", "Monitors"],
  ["/monitors/1/checks/2", "Monitors"],
  ["/usage", "Usage"],
  ["/settings", "Settings"],
])("at %s the frame says that one is at %s", (at, place) => {
  drawShell(at);
  const frame = within(screen.getByRole("navigation", { name: "Main" }));
  const here = frame.getAllByRole("link").filter((link) => link.getAttribute("aria-current") === "page");
  expect(here.map(({ textContent }) => textContent)).toEqual([place]);
  expect(screen.getByRole("main").textContent).toBe("The page");
});

test("a first Tab leads past the frame", async () => {
  const { user } = drawShell("/usage");
  await user.tab();
  expect(document.activeElement?.textContent).toBe("Skip to content");
  expect(document.querySelector(document.activeElement?.getAttribute("href") ?? "")?.tagName).toBe("MAIN");
});

test("the button of the palette opens it", async () => {
  answer("GET /v2/monitor", { total: 0, data: [] });
  const { user } = drawShell("/usage");
  await user.click(screen.getByRole("button", { name: /Jump to/ }));
  expect(await screen.findByRole("combobox")).toBeTruthy();
});

test.each([
  ["MacIntel", "⌘K"],
  ["iPhone", "⌘K"],
  ["Linux x86_64", "Ctrl K"],
])("on %s the palette's key is %s", (platform, key) => {
  vi.stubGlobal("navigator", { platform });
  const { container } = draw(<PaletteKey />);
  expect(container.textContent).toBe(key);
});

test("the menu says who one is and what the team is called now, and signs out", async () => {
  answer("POST /auth/sign-out", {});
  const { user, client } = draw(<PersonMenu me={ADA} teamName="Looms" />);
  await user.click(screen.getByRole("button", { name: "Account of ada@example.com" }));
  expect(await screen.findByText("Looms")).toBeTruthy();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByText("Looms")).toBeNull());
  client.setQueryData(teamQuery().queryKey, { id: "t", name: "Engines" });
  await user.click(screen.getByRole("button", { name: "Account of ada@example.com" }));
  expect(await screen.findByText("Engines")).toBeTruthy();
  await user.click(screen.getByRole("menuitem", { name: "Sign out" }));
  await waitFor(() => expect(departures()).toBe(1));
  expect(calls("POST /auth/sign-out")).toHaveLength(1);
});

function Team() {
  const { error } = useQuery(teamQuery());
  return <p role="status">{error?.message}</p>;
}

test.each([
  [401, true],
  [403, false],
  [500, false],
])("an answer of %i leaves for the sign-in page: %s", async (status, leaves) => {
  answer("GET /v2/team", refusal(status, "Refused."));
  draw(
    <>
      <SessionEnded />
      <Team />
    </>,
    "/usage?x=1",
  );
  await screen.findByText("Refused.");
  expect(departures()).toBe(leaves ? 1 : 0);
});

test("a page that failed can be tried again, and names what the server's log calls it", () => {
  const retry = vi.fn();
  const { rerender } = draw(
    <PageError error={Object.assign(new Error("x"), { digest: "1234" })} retry={retry} />,
  );
  expect(screen.getByText("1234")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(retry).toHaveBeenCalledOnce();
  expect(screen.getByRole("link", { name: "Go to the monitors" }).getAttribute("href")).toBe("/monitors");
  rerender(<PageError error="thrown text" retry={retry} />);
  expect(screen.queryByText(/Reference/)).toBeNull();
});

test("an address that leads to nothing leads on", () => {
  draw(<NotHere />);
  expect(screen.getByRole("link").getAttribute("href")).toBe("/monitors");
});
