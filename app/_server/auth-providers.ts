import { customFetch } from "next-auth";
import type { Provider } from "next-auth/providers";
import GitHub from "next-auth/providers/github";
import Google from "next-auth/providers/google";
import { env } from "#lib/env.ts";
import type { ProviderIdentity } from "#lib/team/index.ts";
import { readGitHubProfile } from "./auth-github.ts";
import type { Visit } from "./auth-visit.ts";

/** After so long a provider counts as down; the person waits meanwhile. */
const PATIENCE_MS = 10_000;

/** The providers that this environment names, as the sign-in page offers them. */
export function offeredProviders(): { id: string; name: string }[] {
  const { AUTH_GITHUB_ID, AUTH_GOOGLE_ID, AUTH_OIDC_ISSUER, AUTH_OIDC_NAME } = env();
  return [
    ...(AUTH_GITHUB_ID ? [{ id: "github", name: "GitHub" }] : []),
    ...(AUTH_GOOGLE_ID ? [{ id: "google", name: "Google" }] : []),
    ...(AUTH_OIDC_ISSUER ? [{ id: "oidc", name: AUTH_OIDC_NAME || new URL(AUTH_OIDC_ISSUER).host }] : []),
  ];
}

/** What next-auth is to know of them. `visit` learns when one does not answer. */
export function providersFor(visit: Visit): Provider[] {
  const settings = env();
  const ask = asking(visit);
  const common = { checks: ["pkce", "state"] as ("pkce" | "state")[], [customFetch]: ask };
  const providers: Provider[] = [];
  if (settings.AUTH_GITHUB_ID) {
    providers.push(
      GitHub({
        ...common,
        clientId: settings.AUTH_GITHUB_ID,
        clientSecret: settings.AUTH_GITHUB_SECRET ?? "",
        userinfo: {
          url: "https://api.github.com/user",
          request: ({ tokens }: { tokens: { access_token?: string } }) =>
            readGitHubProfile("https://api.github.com", tokens.access_token ?? "", ask),
        },
      }),
    );
  }
  if (settings.AUTH_GOOGLE_ID) {
    const google = { clientId: settings.AUTH_GOOGLE_ID, clientSecret: settings.AUTH_GOOGLE_SECRET ?? "" };
    providers.push(Google({ ...common, ...google }));
  }
  if (settings.AUTH_OIDC_ISSUER) {
    providers.push({
      id: "oidc",
      name: "OpenID Connect",
      type: "oidc",
      options: {
        ...common,
        issuer: settings.AUTH_OIDC_ISSUER,
        clientId: settings.AUTH_OIDC_ID ?? "",
        clientSecret: settings.AUTH_OIDC_SECRET ?? "",
        // The address, and whether it is verified, is what many providers tell at userinfo alone.
        idToken: false,
      },
    } as Provider);
  }
  return providers;
}

/** Fetches from a provider, with an end to waiting. */
function asking(visit: Visit): typeof fetch {
  return async (input, init) => {
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const answer = await fetch(input, { ...init, signal, cache: "no-store" });
      if (answer.status >= 500) visit.isProviderDown = true;
      return answer;
    } catch (error) {
      visit.isProviderDown = true;
      throw error;
    }
  };
}

/** Who a provider says somebody is. GitHub's profile has got these claims from us (auth-github.ts). */
export function identityIn(
  provider: string,
  subject: string,
  profile: { email?: unknown; email_verified?: unknown },
): ProviderIdentity {
  return {
    provider: provider === "oidc" ? `oidc:${env().AUTH_OIDC_ISSUER}` : provider,
    subject,
    email: typeof profile.email === "string" ? profile.email : null,
    isVerified: profile.email_verified === true,
  };
}

/** What people call a provider as an identity names it. */
export function providerName(provider: string): string {
  const id = provider.startsWith("oidc:") ? "oidc" : provider;
  return offeredProviders().find((offered) => offered.id === id)?.name ?? provider.replace(/^oidc:/, "");
}
