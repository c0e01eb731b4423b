export { changePassword, readTeam, renameTeam } from "#lib/team/account.ts";
export {
  type ApiKeyCaller,
  authenticateApiKey,
  createApiKey,
  listApiKeys,
  revokeApiKey,
} from "#lib/team/api-keys.ts";
export { forgetOldAttempts } from "#lib/team/attempts.ts";
export { createOwner, createTeam } from "#lib/team/create-team.ts";
export { readFirstSteps, updateFirstSteps } from "#lib/team/first-steps.ts";
export {
  type Allowance,
  type Budget,
  countRequest,
  forgetOldCounts,
  WINDOW_SECONDS,
} from "#lib/team/request-limit.ts";
export {
  authenticateSession,
  forgetEndedSessions,
  listSessions,
  openSession,
  revokeSession,
  type SessionCaller,
} from "#lib/team/sessions.ts";
export { needsSetUp, setUp, setUpCodeOfStart } from "#lib/team/set-up.ts";
export { signIn } from "#lib/team/sign-in.ts";
