import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import type { AuditEntryAnswer, AuditPerson } from "#lib/audit/model.ts";

export const FILTER_NAMES = ["search", "person", "action", "object", "from", "to"] as const;
type FilterName = (typeof FILTER_NAMES)[number];
/** What narrows the log, as the address of the screen has it; days are days of the reader. */
export type ShownFilter = Partial<Record<FilterName, string>>;

export type AuditPage = { data: AuditEntryAnswer[]; next?: string; people?: AuditPerson[] };

/** So many at a time. */
export const ENTRIES_AT_ONCE = 50;

export const filterOf = (given: { get: (name: string) => string | null }): ShownFilter =>
  Object.fromEntries(
    FILTER_NAMES.flatMap((name) => {
      const value = given.get(name);
      return value ? [[name, value]] : [];
    }),
  );

export const auditQuery = (filter: ShownFilter) =>
  infiniteQueryOptions({
    queryKey: ["audit", filter],
    queryFn: ({ pageParam }) =>
      api<AuditPage>(
        `/v2/team/audit?${new URLSearchParams({
          ...asked(filter),
          limit: String(ENTRIES_AT_ONCE),
          ...(pageParam && { cursor: pageParam }),
        })}`,
      ),
    initialPageParam: "",
    getNextPageParam: ({ next }: AuditPage) =>
      next ? (new URL(next).searchParams.get("cursor") ?? undefined) : undefined,
    placeholderData: keepPreviousData,
  });

export const exportAddress = (filter: ShownFilter, format: string) =>
  `/api/v2/team/audit/export?${new URLSearchParams({ format, ...asked(filter) })}`;

/** A day here begins at the reader's own midnight, of which the server knows nothing. */
function asked({ from, to, ...filter }: ShownFilter): Record<string, string> {
  const begin = from && new Date(`${from}T00:00:00`);
  const end = to && new Date(`${to}T23:59:59.999`);
  return {
    ...filter,
    ...(begin && { from: momentOf(begin, from) }),
    ...(end && { to: momentOf(end, to) }),
  };
}

/** What is no day is for the server to refuse, which has a sentence for it. */
const momentOf = (at: Date, typed: string) => (Number.isNaN(at.getTime()) ? typed : at.toISOString());
