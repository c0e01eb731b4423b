// @vitest-environment jsdom
import { QueryClient, type QueryKey } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { hearing } from "#components/live/hear.ts";
import { setUpScreens } from "#testing/screen.tsx";
import {
  apiKeysQuery,
  checkQuery,
  checksQuery,
  creditHistoryQuery,
  creditsQuery,
  dailyCreditsQuery,
  HISTORY_IN_LIST,
  monitorQuery,
  monitorsQuery,
  sessionsQuery,
  teamQuery,
  trackedPagesQuery,
} from "./queries.ts";

const { answer, calls } = setUpScreens();
const client = () => new QueryClient({ defaultOptions: { queries: { retry: false } } });

test("a list asks for what is chosen, and for nothing that is not", async () => {
  answer("GET /v2/monitor", { data: [], total: 0 });
  await client().fetchQuery(
    monitorsQuery({ limit: 50, offset: 100, search: "a & b", status: undefined, sort: "name" }),
  );
  const [{ query } = { query: new URLSearchParams() }] = calls("GET /v2/monitor");
  expect(Object.fromEntries(query)).toEqual({
    limit: "50",
    offset: "100",
    search: "a & b",
    sort: "name",
    history: String(HISTORY_IN_LIST),
  });
});

test("an empty search is no search", async () => {
  answer("GET /v2/monitor/1/pages", { data: [], total: 0 });
  await client().fetchQuery(trackedPagesQuery("1", { limit: 50, offset: 0, search: "" }));
  expect(calls("GET /v2/monitor/1/pages")[0]?.query.has("search")).toBe(false);
});

test("what stands within the answer's data is given without its wrapper", async () => {
  answer("GET /v2/monitor/1", { success: true, data: { id: "1" } });
  answer("GET /v2/monitor/1/checks", { success: true, data: [{ id: "c" }] });
  answer("GET /v2/monitor/1/checks/c", { success: true, data: { id: "c", pages: [] } });
  answer("GET /v2/team", { success: true, data: { id: "t" } });
  answer("GET /v2/team/sessions", { success: true, data: [{ id: "s" }] });
  answer("GET /v2/team/api-keys", { success: true, data: [{ id: "k" }] });
  answer("GET /v2/team/credit-usage", { success: true, data: { remainingCredits: 5 } });
  answer("GET /v2/team/credit-usage/daily", { success: true, data: [{ day: "2026-11-27" }] });
  answer("GET /v2/team/credit-usage/historical", { success: true, periods: [{ creditsUsed: 1 }] });
  const read = client();
  expect(await read.fetchQuery(monitorQuery("1"))).toEqual({ id: "1" });
  expect(await read.fetchQuery(checksQuery("1", { limit: 5, offset: 0 }))).toEqual([{ id: "c" }]);
  expect(await read.fetchQuery(checkQuery("1", "c"))).toEqual({ id: "c", pages: [] });
  expect(await read.fetchQuery(teamQuery())).toEqual({ id: "t" });
  expect(await read.fetchQuery(sessionsQuery())).toEqual([{ id: "s" }]);
  expect(await read.fetchQuery(apiKeysQuery())).toEqual([{ id: "k" }]);
  expect(await read.fetchQuery(creditsQuery())).toEqual({ remainingCredits: 5 });
  expect(await read.fetchQuery(dailyCreditsQuery(30))).toEqual([{ day: "2026-11-27" }]);
  expect(await read.fetchQuery(creditHistoryQuery())).toEqual([{ creditsUsed: 1 }]);
});

test("a notice of a check reaches every read that shows it, and none of another's", async () => {
  const read = client();
  const list = { limit: 5, offset: 0 };
  const shows: { queryKey: QueryKey }[] = [
    monitorsQuery(list),
    monitorQuery("m"),
    checksQuery("m", list),
    trackedPagesQuery("m", list),
    checkQuery("m", "c"),
    creditsQuery(),
    dailyCreditsQuery(30),
    creditHistoryQuery(),
  ];
  const others: { queryKey: QueryKey }[] = [
    monitorQuery("other"),
    checkQuery("m", "other"),
    teamQuery(),
    apiKeysQuery(),
  ];
  for (const { queryKey } of [...shows, ...others]) read.setQueryData(queryKey, {});
  hearing(read, () => {})({ type: "changed", topics: ["monitor:m", "check:c"] });
  const isOld = ({ queryKey }: { queryKey: QueryKey }) => read.getQueryState(queryKey)?.isInvalidated;
  await expect.poll(() => shows.filter((query) => !isOld(query))).toEqual([]);
  expect(others.filter(isOld)).toEqual([]);
});
