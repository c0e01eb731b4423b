import { TidemarkError } from "#lib/errors.ts";
import {
  type Action,
  type KeyKind,
  keyMay,
  type Role,
  refusalOfKey,
  refusalOfKeyRole,
  refusalOfRole,
  roleMay,
} from "#lib/policy.ts";

/** Who is asking: a person by session, a program by API key, or the product itself. */
export type Actor =
  | { kind: "user"; userId: string; email: string; role: Role; name?: string | null }
  /** A key that says no role is a member's. */
  | { kind: "apiKey"; keyId: string; name: string; may: KeyKind; role?: Role }
  | { kind: "system"; job: string };

/** From where somebody asks: the address as lib/visitor believes it, and what their program calls itself. */
export type Whence = { ip: string | null; userAgent: string | null };

/** Passed to every verb: whose data, who asks, and from where; the product itself asks from nowhere. */
export type Ctx = { teamId: string; actor: Actor; requestId: string; from?: Whence };

/** First line of every verb that changes something or reads a team's data. @throws FORBIDDEN by the policy table */
export function authorize({ actor }: Pick<Ctx, "actor">, action: Action): void {
  if (actor.kind === "user" && !roleMay(actor.role, action)) {
    throw new TidemarkError("FORBIDDEN", refusalOfRole(actor.role, action));
  }
  if (actor.kind === "apiKey" && !keyMay(actor.may, action)) {
    throw new TidemarkError("FORBIDDEN", refusalOfKey(action));
  }
  if (actor.kind === "apiKey" && !roleMay(actor.role ?? "member", action)) {
    throw new TidemarkError("FORBIDDEN", refusalOfKeyRole(actor.role ?? "member", action));
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
