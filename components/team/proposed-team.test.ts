import { expect, test } from "vitest";
import { proposedTeam } from "#components/team/proposed-team.ts";

test.each([
  ["ana@acme.com", "Acme"],
  ["Ana@Acme.CO.UK", "Acme"],
  ["ana@mail.acme.io", "Acme"],
  ["ana@blue-harbour.de", "Blue Harbour"],
  ["ana.lopez+tide@gmail.com", "Ana Lopez"],
  ["ana@gmx.net", "Ana"],
  ["ana@com.au", "Com"],
])("%s proposes %s", (email, team) => {
  expect(proposedTeam(email)).toBe(team);
});

test.each(["", "ana", "ana@", "ana@acme", "@acme.com", "ana@acme.", "ana@.com"])(
  "%j proposes nothing yet",
  (email) => {
    expect(proposedTeam(email)).toBe("");
  },
);
