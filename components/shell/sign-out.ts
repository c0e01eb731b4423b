import { api } from "#components/data/api.ts";

/** Ends the session, and leaves for the sign-in page even where the server did not hear of it. */
export async function signOut(): Promise<void> {
  await api("/auth/sign-out", { method: "POST" }).catch(() => {});
  // This loads a whole new page, so nothing of the account stays in memory.
  window.location.assign("/sign-in");
}
