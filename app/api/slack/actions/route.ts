import { readBytes } from "#app/_server/body.ts";
import { whenceOf } from "#app/_server/client-ip.ts";
import { answering, methods } from "#app/_server/endpoint.ts";
import { env } from "#lib/env.ts";
import { badRequest, notFound, unauthorized } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import {
  answerPress,
  channelHttp,
  isFromSlack,
  SlackPress,
  sendRequest,
} from "#lib/report/channels/index.ts";

/** Where Slack tells of presses on the buttons of our messages. It waits three seconds, and signs what it sends. */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: answering(async (request, _, requestId) => {
    const secret = env().SLACK_SIGNING_SECRET;
    if (!secret) throw notFound("Slack");
    const body = await readBytes(request);
    if (!isFromSlack(secret, body, request.headers)) {
      throw unauthorized(
        "the signature is not Slack's, or older than five minutes. Check SLACK_SIGNING_SECRET.",
      );
    }
    const press = read(body);
    if (!press) return new Response(null, { status: 200 });
    const text = await answerPress(press, { ...whenceOf(request), requestId });
    if (text === null) return new Response(null, { status: 200 });
    const answer = { response_type: "ephemeral", replace_original: false, text };
    if (press.response_url) {
      const outcome = await sendRequest(channelHttp(), {
        url: press.response_url,
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(answer),
      });
      if (!outcome.delivered) log.warn({ requestId, error: outcome.error }, "Slack did not take an answer");
    }
    return Response.json(answer);
  }),
});

/** The press in a form's `payload`; null for what else Slack may tell of. @throws BAD_REQUEST for what is no JSON */
function read(body: Buffer): SlackPress | null {
  const payload = new URLSearchParams(body.toString("utf8")).get("payload") ?? "";
  try {
    return SlackPress.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    throw badRequest("payload must be JSON, as Slack sends it.");
  }
}
