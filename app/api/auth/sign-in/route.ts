import { readJson } from "#app/_server/body.ts";
import { clientIp, whenceOf } from "#app/_server/client-ip.ts";
import { answering, methods } from "#app/_server/endpoint.ts";
import { requireOwnPage } from "#app/_server/origin.ts";
import { signedIn } from "#app/_server/sign-in-answer.ts";
import { inWords } from "#lib/in-words.ts";
import { signIn } from "#lib/team/index.ts";
import { SignIn } from "#lib/team/model.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: answering(async (request, _, requestId) => {
    requireOwnPage(request);
    const credentials = SignIn.parse(await readJson(request), inWords);
    const userAgent = request.headers.get("user-agent");
    const from = { ...whenceOf(request), requestId };
    const session = await signIn({ ...credentials, ip: clientIp(request), userAgent, from });
    return signedIn(request, session, requestId);
  }),
});
