export { acceptInvitation, acceptSignedIn, type Joined } from "#lib/team/accept-invitation.ts";
export {
  changePassword,
  readSignInWays,
  readTeam,
  renameTeam,
  type SignInWays,
} from "#lib/team/account.ts";
export { type Admission, admitByProvider } from "#lib/team/admit-by-provider.ts";
export {
  type ApiKeyCaller,
  authenticateApiKey,
  createApiKey,
  listApiKeys,
  revokeApiKey,
} from "#lib/team/api-keys.ts";
export { forgetOldAttempts } from "#lib/team/attempts.ts";
export { recordRefusedSignIn } from "#lib/team/audited.ts";
export { beginSession } from "#lib/team/begin-session.ts";
export { createOwner, createTeam } from "#lib/team/create-team.ts";
export { readFirstSteps, updateFirstSteps } from "#lib/team/first-steps.ts";
export { linkIdentity, type ProviderIdentity } from "#lib/team/identities.ts";
export {
  type Invitation,
  inviteMember,
  listInvitations,
  type NewInvitation,
  readInvitation,
  renewInvitation,
  revokeInvitation,
} from "#lib/team/invitations.ts";
export {
  changeRole,
  type HandOver,
  leaveTeam,
  listMembers,
  removeMember,
  transferOwnership,
} from "#lib/team/members.ts";
export { changeMe, foundTeam, readMe, switchTeam } from "#lib/team/my-teams.ts";
export { createPasswordReset, readPasswordReset, resetPassword } from "#lib/team/password-reset.ts";
export {
  type Allowance,
  type Budget,
  countRequest,
  forgetOldCounts,
  WINDOW_SECONDS,
} from "#lib/team/request-limit.ts";
export {
  authenticateSession,
  endSession,
  forgetEndedSessions,
  listSessions,
  openSession,
  revokeSession,
  type SessionCaller,
} from "#lib/team/sessions.ts";
export { needsSetUp, setUp, setUpCodeOfStart } from "#lib/team/set-up.ts";
export { type KnownPerson, signIn } from "#lib/team/sign-in.ts";
