export { acceptInvitation, acceptSignedIn, type Joined } from "#lib/team/accept-invitation.ts";
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
export { foundTeam, readMe, renameMe, switchTeam } from "#lib/team/my-teams.ts";
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
  forgetEndedSessions,
  listSessions,
  openSession,
  revokeSession,
  type SessionCaller,
} from "#lib/team/sessions.ts";
export { needsSetUp, setUp, setUpCodeOfStart } from "#lib/team/set-up.ts";
export { signIn } from "#lib/team/sign-in.ts";
