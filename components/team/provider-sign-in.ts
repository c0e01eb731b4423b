import { api } from "#components/data/api.ts";

/**
 * Leaves for a provider, which sends the person back and on to `destination`. What the server answers is the address
 * to go to: no form of ours may be sent to another site, nor be redirected there.
 */
export async function signInBy(provider: string, destination: string): Promise<void> {
  const { csrfToken } = await api<{ csrfToken: string }>("/auth/csrf");
  const body = { csrfToken, callbackUrl: destination };
  const { url } = await api<{ url: string }>(`/auth/signin/${provider}`, { method: "POST", body });
  window.location.assign(url);
}
