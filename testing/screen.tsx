import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { JSDOM } from "jsdom";
import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import {
  PathnameContext,
  SearchParamsContext,
} from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { type ReactNode, Suspense, useSyncExternalStore } from "react";
import { afterAll, afterEach, beforeAll } from "vitest";
import { MeProvider } from "../components/shell/me.tsx";
import type { Role } from "../lib/policy.ts";
import { type ApiAnswer, startScreenApi } from "./screen-api.ts";

export { refusal } from "./screen-api.ts";

/** What of a browser's window jsdom leaves out, and our screens or their libraries ask for. */
function completeWindow(): void {
  // The library of themes still listens by the older pair of names.
  const query = { matches: false, media: "", onchange: null, addListener() {}, removeListener() {} };
  window.matchMedia ??= () => Object.assign(new EventTarget(), query) as MediaQueryList;
  window.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  window.scrollTo = () => {};
  Element.prototype.scrollIntoView ??= () => {};
  Element.prototype.hasPointerCapture ??= () => false;
}

/** The document's own voice, to which jsdom says what it cannot do; vitest hands the document's jsdom out by this name. */
const { virtualConsole } = (globalThis as unknown as { jsdom: JSDOM }).jsdom;

const addressChanged = new EventTarget();

/** As in Next, a change of the history is a change of what `useSearchParams` and `usePathname` say. */
function Address({ children }: { children: ReactNode }) {
  const address = useSyncExternalStore(
    (changed) => {
      addressChanged.addEventListener("changed", changed);
      return () => addressChanged.removeEventListener("changed", changed);
    },
    () => window.location.href,
  );
  const { pathname, searchParams } = new URL(address);
  return (
    <PathnameContext value={pathname}>
      <SearchParamsContext value={searchParams}>{children}</SearchParamsContext>
    </PathnameContext>
  );
}

/**
 * Gives the tests of a file a real HTTP server in the place of our API, and a way to draw a screen before it. Call it
 * once at the top of a file; after each test, all that the test drew and said is gone.
 */
export function setUpScreens() {
  const api = startScreenApi();
  const networkFetch = globalThis.fetch;
  const { pushState, replaceState } = window.history;
  let visits: string[] = [];
  let departures = 0;
  const onJsdomError = ({ message }: Error) => {
    if (message.includes("navigation")) departures++;
  };

  const follow = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    visits.push(link.getAttribute("href") ?? "");
  };
  beforeAll(async () => {
    completeWindow();
    // A bound, not a wait: on a busy machine everything takes several times as long.
    configure({ asyncUtilTimeout: 10_000 });
    const origin = await api.listening;
    // The relative addresses that screens ask for lead to the server, as in a browser they lead to ours.
    globalThis.fetch = (path, init) => networkFetch(new URL(String(path), origin), init);
    window.history.pushState = (...change) => {
      pushState.apply(window.history, change);
      addressChanged.dispatchEvent(new Event("changed"));
    };
    window.history.replaceState = (...change) => {
      replaceState.apply(window.history, change);
      addressChanged.dispatchEvent(new Event("changed"));
    };
    window.addEventListener("click", follow);
    virtualConsole.on("jsdomError", onJsdomError);
  });
  afterEach(() => {
    cleanup();
    api.forget();
    visits = [];
    departures = 0;
  });
  afterAll(async () => {
    Object.assign(window.history, { pushState, replaceState });
    window.removeEventListener("click", follow);
    virtualConsole.off("jsdomError", onJsdomError);
    globalThis.fetch = networkFetch;
    await api.close();
  });

  const router = {
    push: (href: string) => void visits.push(href),
    replace: (href: string) => void visits.push(href),
    prefetch: () => {},
    refresh: () => {},
    back: () => {},
    forward: () => {},
  };

  /** Draws a screen as if its page had the address `at`, for somebody of this role. */
  const draw = (part: ReactNode, at = "/", role: Role = "owner") => {
    const me = { id: "me", email: "me@example.com", name: null, role };
    window.history.replaceState(null, "", at);
    const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 30_000 } } });
    const wrapper = ({ children }: { children: ReactNode }) => (
      <AppRouterContext value={router as never}>
        <Address>
          <QueryClientProvider client={client}>
            <MeProvider me={me}>
              <Suspense fallback={null}>{children}</Suspense>
            </MeProvider>
          </QueryClientProvider>
        </Address>
      </AppRouterContext>
    );
    return { user: userEvent.setup(), client, ...render(part, { wrapper }) };
  };
  return {
    draw,
    /** Says what a request ("PATCH /v2/monitor/1") is answered from now on; a function is asked at each request. */
    answer: (request: string, answer: ApiAnswer) => api.answer(request, answer),
    /** The requests of one kind so far, in the order in which they came. */
    calls: (request: string) => api.calls(request),
    /** The addresses that links and the router were asked to lead to. */
    visits: () => visits,
    /** How often a whole new page was asked for. jsdom cannot leave a page, and does not say for which one. */
    departures: () => departures,
  };
}
