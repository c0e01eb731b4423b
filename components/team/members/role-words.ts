import type { Role } from "#lib/policy.ts";

/** What a role may, in a few words; each may also what those before it may. */
export const ROLE_WORDS: readonly { role: Role; may: string }[] = [
  { role: "viewer", may: "reads, comments" },
  { role: "member", may: "also runs, edits monitors, triages" },
  { role: "admin", may: "also people, keys" },
  { role: "owner", may: "also makes owners, hands the team on" },
];

export const nameOf = ({ name, email }: { name: string | null; email: string }) => name ?? email;
