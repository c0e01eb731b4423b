import type { Me } from "#components/shell/me.tsx";
import type { Ctx } from "#lib/ctx.ts";
import { unauthorized } from "#lib/errors.ts";

/** Whoever looks at a page, as its screens know them. @throws UNAUTHORIZED for anybody who is no person */
export function meOf({ actor }: Ctx): Me {
  if (actor.kind !== "user") throw unauthorized("sign in to see this page.");
  const { userId: id, email, name = null, role } = actor;
  return { id, email, name, role };
}
