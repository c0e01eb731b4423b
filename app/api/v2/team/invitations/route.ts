import { endpoint, methods } from "#app/_server/endpoint.ts";
import { linkTo } from "#app/_server/link.ts";
import { routes } from "#app/_server/routes.ts";
import { inviteMember, listInvitations } from "#lib/team/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listInvitations, async ({ ctx }) => ({
    data: (await listInvitations(ctx)).map(({ createdAt, expiresAt, ...invitation }) => ({
      ...invitation,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    })),
  })),
  POST: endpoint(routes.inviteMember, async ({ ctx, body, request }) => {
    const made = await inviteMember(ctx, body);
    return { data: { id: made.id, ...linkTo(request, "invite", made) } };
  }),
});
