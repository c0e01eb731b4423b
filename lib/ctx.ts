import type { Tx } from "#lib/db/client.ts";
import { TidemarkError } from "#lib/errors.ts";

export type Scope = "read" | "write";

/** Who is asking: a person by session, a program by API key, or the product itself. */
export type Actor =
  | { kind: "user"; userId: string; email: string; role: "owner" | "admin" | "member" | "viewer" }
  | { kind: "apiKey"; keyId: string; name: string }
  | { kind: "system"; job: string };

/** Passed to every verb: whose data, who asks, and the transaction to join, if one is open. */
export type Ctx = { teamId: string; actor: Actor; requestId: string; tx?: Tx };

/** First line of every verb that changes something or reads a team's data. @throws FORBIDDEN */
export function requireScope(ctx: Ctx, scope: Scope): void {
  if (scope === "write" && ctx.actor.kind === "user" && ctx.actor.role === "viewer") {
    throw new TidemarkError(
      "FORBIDDEN",
      "Your role in this team is viewer: ask an owner or admin to change it.",
    );
  }
}

/** How an actor is named in a stored sentence, e.g. "Cancelled by ana@example.com". */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case "user":
      return actor.email;
    case "apiKey":
      return `API key "${actor.name}"`;
    case "system":
      return "Tidemark";
  }
}
