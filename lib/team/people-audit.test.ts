import { desc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { auditEntries } from "#lib/db/schema.ts";
import { ownDatabase } from "#testing/database.ts";
import {
  acceptInvitation,
  changeRole,
  createApiKey,
  createOwner,
  createPasswordReset,
  inviteMember,
  removeMember,
  renewInvitation,
  resetPassword,
  revokeInvitation,
  transferOwnership,
} from "./index.ts";

ownDatabase();

const password = "a long enough password";

test("what is done to people is told, from the invitation to the end, and no link or password with it", async () => {
  const [email, ben] = ["ana@example.com", "ben@example.com"];
  const { teamId, userId } = await createOwner({ email, password, teamName: "Harbour" });
  const ctx: Ctx = { teamId, actor: { kind: "user", userId, email, role: "owner" }, requestId: "test" };
  const handOver = async () => {};
  const { id } = await inviteMember(ctx, { email: "cleo@example.com", role: "viewer" });
  const { token: renewed } = await renewInvitation(ctx, id);
  await revokeInvitation(ctx, id);
  const { token } = await inviteMember(ctx, { email: ben, role: "viewer" });
  const joined = await acceptInvitation({ token, password, name: "Ben" }, "203.0.113.7");
  await changeRole(ctx, joined.userId, "admin");
  const reset = await createPasswordReset(ctx, joined.userId);
  await resetPassword({ token: reset.token, password: "hunter2 hunter2" });
  const actor = { kind: "user" as const, userId: joined.userId, email: ben, role: "admin" as const };
  await createApiKey({ ...ctx, actor }, { name: "of Ben" });
  await removeMember(ctx, joined.userId, { changesTo: null, handOver });
  const other = await inviteMember(ctx, { email: ben, role: "member" });
  const again = await acceptInvitation({ token: other.token, password: "hunter2 hunter2" }, "203.0.113.7");
  await transferOwnership(ctx, again.userId);
  const rows = await db()
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.teamId, teamId))
    .orderBy(desc(auditEntries.id));
  const told = rows.reverse().map(({ action, actorName, objectName }) => [action, actorName, objectName]);
  expect(told).toEqual([
    ["member.invited", email, "cleo@example.com"],
    ["member.invitation_renewed", email, "cleo@example.com"],
    ["member.invitation_revoked", email, "cleo@example.com"],
    ["member.invited", email, ben],
    ["member.joined", ben, ben],
    ["member.role_changed", email, ben],
    ["password.link_made", email, ben],
    ["password.reset", ben, ben],
    ["key.created", ben, "of Ben"],
    ["member.removed", email, ben],
    ["key.revoked", email, "of Ben"],
    ["member.invited", email, ben],
    ["member.joined", ben, ben],
    ["team.transferred", email, ben],
  ]);
  const text = JSON.stringify(rows);
  for (const secret of [token, renewed, reset.token, other.token, "hunter2"])
    expect(text).not.toContain(secret);
});
