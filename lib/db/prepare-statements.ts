import type postgres from "postgres";

/** Each connection keeps what it has prepared until it closes, so lists of every length must not pile up there. */
const MAX_TEXTS = 500;
const MAX_LENGTH = 10_000;

const prepared = new Set<string>();

function isPrepared(text: string): boolean {
  if (prepared.has(text)) return true;
  if (prepared.size >= MAX_TEXTS || text.length > MAX_LENGTH) return false;
  prepared.add(text);
  return true;
}

/**
 * Lets a connection prepare each statement once. Drizzle asks postgres.js not to, and every statement is then parsed
 * anew and makes two round trips: one to learn the types of its parameters, one to run it.
 */
export function prepareStatements<Client extends postgres.ISql>(client: Client): Client {
  const { unsafe } = client;
  return Object.assign(client, {
    unsafe: (text: string, parameters?: postgres.ParameterOrJSON<never>[]) =>
      unsafe(text, parameters, { prepare: isPrepared(text) }),
  });
}
