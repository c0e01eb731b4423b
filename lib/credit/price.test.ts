import { expect, test } from "vitest";
import { type PricedOptions, pricePerPage } from "./price.ts";

const json = { type: "json", prompt: "the price" };
const tracked = (...modes: string[]) => ({ type: "changeTracking", modes });

test.each<[string, PricedOptions, number]>([
  ["nothing said", undefined, 1],
  ["Markdown", { formats: ["markdown"] }, 1],
  ["formats that cost nothing more", { formats: ["markdown", "html", "links", "screenshot"] }, 1],
  ["JSON by name", { formats: ["json"] }, 5],
  ["JSON as an object", { formats: ["markdown", json] }, 5],
  ["change tracking of fields", { formats: [tracked("json")] }, 5],
  ["change tracking of fields and text", { formats: [tracked("json", "git-diff")] }, 5],
  ["change tracking of text", { formats: [tracked("git-diff")] }, 1],
  ["JSON asked for twice", { formats: ["json", tracked("json")] }, 5],
  ["deterministic JSON", { formats: [{ type: "deterministicJson" }] }, 7],
  ["deterministic JSON beside JSON", { formats: ["deterministicJson", json] }, 7],
  ...["question", "query", "highlights", "audio", "video"].map((type): [string, PricedOptions, number] => [
    type,
    { formats: [{ type }] },
    5,
  ]),
  ["a question and highlights", { formats: ["question", "highlights"] }, 9],
  ["lockdown", { lockdown: true }, 5],
  ["lockdown with JSON", { formats: [json], lockdown: true }, 9],
  ["lockdown that is off", { lockdown: false }, 1],
  ["lockdown that is no switch", { lockdown: "yes" }, 1],
  [
    "JSON that is searched for orders to the model",
    { formats: [{ ...json, checkPromptInjection: true }] },
    9,
  ],
  [
    "fields of change tracking, searched",
    { formats: [{ ...tracked("json"), checkPromptInjection: true }] },
    9,
  ],
  ["a search that is off", { formats: [{ ...json, checkPromptInjection: false }] }, 5],
  [
    "a search of text that no model reads",
    { formats: [{ type: "markdown", checkPromptInjection: true }] },
    1,
  ],
  [
    "a search that is asked for twice",
    {
      formats: [
        { ...json, checkPromptInjection: true },
        { ...tracked("json"), checkPromptInjection: true },
      ],
    },
    9,
  ],
  [
    "everything",
    { formats: [{ ...json, checkPromptInjection: true }, "question", "audio"], lockdown: true },
    21,
  ],
])("a page with %s has its price", (_, options, credits) => {
  expect(pricePerPage(options)).toBe(credits);
});
