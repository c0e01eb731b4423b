import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

/** Somebody at the provider. What is left out is not claimed. */
export type OidcAccount = { email?: string; email_verified?: boolean };

const CLIENT = { id: "tidemark", secret: "a secret between the two" };

/**
 * A real OpenID provider for tests, which insists on PKCE. Whoever comes is asked which account they are, and may cancel.
 * `at` is its port; `returnTo` is the address of the product that it knows.
 */
export async function startOidcProvider(returnTo: (issuer: string) => string | Promise<string>, at = 0) {
  const accounts = new Map<string, OidcAccount>();
  let handle: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end();
  const listener = (request: IncomingMessage, response: ServerResponse) => handle(request, response);
  let server = createServer(listener);
  await once(server.listen(at, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const product = await returnTo(issuer);
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${product}/api/auth/callback/oidc`],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: ["a key for tests only"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/who/${uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...accounts.get(sub) }) }),
    ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Interaction: 600, Session: 600, Grant: 600 },
  });
  const callback = provider.callback();
  handle = (request, response) => {
    if (request.url?.startsWith("/who/")) void interact(provider, request, response);
    else callback(request, response);
  };

  return {
    issuer,
    product,
    client: CLIENT,
    /** From now on the provider says this of a subject. */
    account: (sub: string, claims: OidcAccount) => void accounts.set(sub, claims),
    /** Nobody answers any more at its address. */
    async goDown(): Promise<void> {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
    async comeBack(): Promise<void> {
      server = createServer(listener);
      await once(server.listen(port, "127.0.0.1"), "listening");
    },
    async close(): Promise<void> {
      if (server.listening) await this.goDown();
    },
  };
}

export type OidcProvider = Awaited<ReturnType<typeof startOidcProvider>>;

/** The provider's own pages: a form that asks who somebody is. What it may tell is granted without a question. */
async function interact(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === "consent") {
    const grant = new provider.Grant({ accountId: session?.accountId, clientId: String(params.client_id) });
    grant.addOIDCScope(String(params.scope));
    const consent = { grantId: await grant.save() };
    return provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
  }
  if (request.method !== "POST") {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<!doctype html><html lang="en"><title>Who are you?</title><form method="post">
      <label>Subject <input name="sub"></label><button>Continue</button><button name="cancel" value="1">Cancel</button>
      </form></html>`);
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  const result = form.has("cancel")
    ? { error: "access_denied", error_description: "The person cancelled." }
    : { login: { accountId: form.get("sub") ?? "" } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}
