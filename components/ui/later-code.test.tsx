// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import type { ReactNode } from "react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, expect, test, vi } from "vitest";
import { Later, LaterCode, useLater } from "./later-code.tsx";

afterEach(cleanup);
vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);

type Code = { Text: (props: { words: string }) => ReactNode };
const CODE: Code = { Text: ({ words }) => <p>{words}</p> };

function Part({ code, words }: { code: LaterCode<Code>; words: string }) {
  const here = useLater(code);
  return <Later waiting={<p>waiting</p>}>{here && <here.Text words={words} />}</Later>;
}

/** Code that is on its way, and what ends the wait. */
function onItsWay() {
  const { promise, resolve, reject } = Promise.withResolvers<Code>();
  return {
    code: new LaterCode<Code>(() => promise, null),
    come: () => act(async () => resolve(CODE)),
    fail: (reason: string) => act(async () => reject(new Error(reason))),
  };
}

test("what the server drew stands until the code is there, whatever changes meanwhile, and then is alive", async () => {
  const html = renderToString(<Part code={new LaterCode(async () => CODE, CODE)} words="drawn" />);
  expect(html).toContain("drawn");
  const container = document.body.appendChild(document.createElement("div"));
  container.innerHTML = html;
  const drawn = container.querySelector("p");
  const { code, come } = onItsWay();
  const onRecoverableError = vi.fn();
  const root = await act(async () =>
    hydrateRoot(container, <Part code={code} words="drawn" />, { onRecoverableError }),
  );
  await act(async () => root.render(<Part code={code} words="newer" />));
  expect(container.querySelector("p")).toBe(drawn);
  expect(container.textContent).toBe("drawn");
  await come();
  expect(container.textContent).toBe("newer");
  expect(onRecoverableError).not.toHaveBeenCalled();
});

test("where the server drew nothing there is something in its place until it comes", async () => {
  const { code, come } = onItsWay();
  render(<Part code={code} words="here" />);
  expect(screen.getByText("waiting")).toBeTruthy();
  await come();
  expect(screen.getByText("here")).toBeTruthy();
  expect(screen.queryByText("waiting")).toBeNull();
});

test("code that cannot be fetched is told to the screen's error page", async () => {
  const { code, fail } = onItsWay();
  vi.spyOn(console, "error").mockImplementation(() => {});
  render(<Part code={code} words="here" />);
  await expect(fail("no network")).rejects.toThrow("no network");
});
