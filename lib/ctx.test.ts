import { expect, test } from "vitest";
import { type Actor, actorName } from "./ctx.ts";

// What a key may do is no part of its name.
const key = { kind: "apiKey", keyId: "1", name: 'the "CI" key', may: "full" } as Actor;

test.each<[string, Actor, string]>([
  ["a person", { kind: "user", userId: "1", email: "ana@example.com", role: "viewer" }, "ana@example.com"],
  ["a key, told from a person of that name", key, 'API key "the "CI" key"'],
  ["the product, whatever part of it", { kind: "system", job: "purge" }, "Tidemark"],
])("a stored sentence names %s", (_, actor, name) => {
  expect(actorName(actor)).toBe(name);
});
