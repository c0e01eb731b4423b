import { readJson } from "#app/_server/body.ts";
import { answering, methods } from "#app/_server/endpoint.ts";
import { requireOwnPage } from "#app/_server/origin.ts";
import { respond } from "#app/_server/respond.ts";
import { inWords } from "#lib/in-words.ts";
import { resetPassword } from "#lib/team/index.ts";
import { ResetPassword } from "#lib/team/model.ts";

/** Sets a new password by an admin's link. */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: answering(async (request, _, requestId) => {
    requireOwnPage(request);
    await resetPassword(ResetPassword.parse(await readJson(request), inWords));
    return respond({ success: true }, requestId);
  }),
});
