import { ApiError, api } from "#components/data/api.ts";

/** Thrown after too many failed sign-ins. For `waitSeconds` no further one will be looked at. */
export class MustWait extends Error {
  readonly waitSeconds: number;

  constructor(waitSeconds: number) {
    super("Too many failed sign-ins.");
    this.name = "MustWait";
    this.waitSeconds = waitSeconds;
  }
}

/**
 * Opens a session.
 * @throws MustWait · ApiError for refused fields · Error with a sentence
 */
export async function signIn(credentials: { email: string; password: string }): Promise<void> {
  try {
    await api("/auth/sign-in", { method: "POST", body: credentials });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 429) throw new MustWait(error.retryAfter ?? 60);
    if (error.status !== 401) throw error;
    throw new Error("The email or the password is wrong. Check both and try again.");
  }
}
