import { askNextAuth } from "#app/_server/auth.ts";
import { answering, type Handler } from "#app/_server/endpoint.ts";
import { signInByPassword, signOut } from "#app/_server/sign-in.ts";
import { TidemarkError } from "#lib/errors.ts";

/** What of next-auth is open: its pages are ours, and of its ways to sign in those that the environment names. */
const OPEN: Record<string, RegExp> = {
  GET: /^(csrf|providers|session|signin|signout|error|callback\/[\w-]+)$/,
  POST: /^(signout|callback\/credentials|signin\/[\w-]+)$/,
};

/** In our own JSON, with the answers that our forms and programs know. */
const OURS: Record<string, (request: Request, requestId: string) => Promise<Response>> = {
  "sign-in": signInByPassword,
  "sign-out": signOut,
};

const route: Handler = answering(async (request, _, requestId, headers) => {
  const path = new URL(request.url).pathname.replace(/^\/api\/auth\//, "");
  const own = OURS[path];
  const methods = own ? ["POST"] : Object.keys(OPEN).filter((method) => OPEN[method]?.test(path));
  if (methods.length === 0) {
    throw new TidemarkError("NOT_FOUND", `There is no route /api/auth/${path}.`);
  }
  const method = request.method === "HEAD" ? "GET" : request.method;
  if (!methods.includes(method)) {
    headers.set("allow", methods.join(", "));
    throw new TidemarkError(
      "METHOD_NOT_ALLOWED",
      `${request.method} is not allowed here. Use ${methods.join(", ")}.`,
    );
  }
  return own ? own(request, requestId) : askNextAuth(request, path, requestId);
});

export { route as DELETE, route as GET, route as PATCH, route as POST, route as PUT };
