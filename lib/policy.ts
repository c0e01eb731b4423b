/** What a member of a team may be, the one with most rights first. */
export const MEMBER_ROLES = ["owner", "admin", "member", "viewer"] as const;
export type Role = (typeof MEMBER_ROLES)[number];

/** What an API key may be: one that changes things, and one that only looks. */
export const KEY_KINDS = ["full", "readOnly"] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

type Row = {
  roles: readonly Role[];
  keys: readonly KeyKind[];
  /** For the refusal of a key that may not: what to do instead. */
  insteadOfKey?: string;
};

const reading: Row = { roles: MEMBER_ROLES, keys: KEY_KINDS };
const editing: Row = { roles: ["owner", "admin", "member"], keys: ["full"] };
const managing: Row = { roles: ["owner", "admin"], keys: ["full"] };
/** To say what one thinks takes no more than a seat at the table. */
const talking: Row = { roles: MEMBER_ROLES, keys: ["full"] };
/** A key that leaked must not outlive its revocation by a key that it made. */
const managingKeys: Row = {
  roles: ["owner", "admin"],
  keys: [],
  insteadOfKey: "An API key may not make or revoke keys. Sign in and do it in Settings, API keys.",
};
/** Whoever has the address of a feed reads it without signing in: it is made as keys are. */
const managingFeeds: Row = {
  roles: ["owner", "admin"],
  keys: [],
  insteadOfKey: "An API key may not make or revoke feeds. Sign in and do it in Settings, Feeds.",
};
/** What signs webhooks is for the eyes of people alone. */
const signing: Row = {
  roles: ["owner", "admin"],
  keys: [],
  insteadOfKey:
    "An API key may not see what webhooks are signed by. Sign in and do it in Settings, Webhooks.",
};
const BY_A_PERSON = "An API key manages no people. Sign in and do it in Settings, Members.";
const managingPeople: Row = { roles: ["owner", "admin"], keys: [], insteadOfKey: BY_A_PERSON };
const owning: Row = { roles: ["owner"], keys: [], insteadOfKey: BY_A_PERSON };
/** What everybody who is signed in may do with what is their own. */
const own = (insteadOfKey: string): Row => ({ roles: MEMBER_ROLES, keys: [], insteadOfKey });

/**
 * Who may do what: one row for each route of the API, by the route's name (app/_server/routes.ts). The route asks it
 * before anything else, and so does the verb behind it, for whatever other door it is reached by.
 */
export const POLICY = {
  createMonitor: editing,
  previewPage: editing,
  listMonitors: reading,
  getMonitor: reading,
  updateMonitor: editing,
  deleteMonitor: editing,
  runMonitor: editing,
  listChecks: reading,
  getCheck: reading,
  cancelCheck: editing,
  listTrackedPages: reading,
  queueStatus: reading,
  concurrencyCheck: reading,
  listActivity: reading,
  getTrackedPage: reading,
  listPageVersions: reading,
  getPageVersion: reading,
  readTimeline: reading,
  blameVersion: reading,
  findInVersions: reading,
  listKeptVersions: reading,
  keepVersion: editing,
  releaseVersion: editing,
  searchPages: reading,
  listChanges: reading,
  countChanges: reading,
  getChange: reading,
  actOnChanges: editing,
  actOnChange: editing,
  readChange: own("An API key reads for nobody. What is unread is a person's: sign in."),
  creditUsage: reading,
  creditHistory: reading,
  tokenUsage: reading,
  tokenHistory: reading,
  dailyCredits: reading,
  listApiKeys: reading,
  createApiKey: managingKeys,
  revokeApiKey: managingKeys,
  listDeliveries: reading,
  getDelivery: reading,
  sendAgain: editing,
  readWebhookSecret: signing,
  revealWebhookSecret: signing,
  rotateWebhookSecret: signing,
  listFeeds: reading,
  createFeed: managingFeeds,
  revokeFeed: managingFeeds,
  listChannels: reading,
  createChannel: managing,
  updateChannel: managing,
  deleteChannel: managing,
  testChannel: managing,
  previewChannel: managing,
  previewRule: managing,
  getTeam: reading,
  updateTeam: managing,
  listAudit: managing,
  exportAudit: managing,
  listMembers: reading,
  changeRole: managingPeople,
  removeMember: managingPeople,
  createPasswordReset: managingPeople,
  listInvitations: managingPeople,
  inviteMember: managingPeople,
  renewInvitation: managingPeople,
  revokeInvitation: managingPeople,
  transferOwnership: owning,
  leaveTeam: own("An API key is in no team by itself. Revoke it instead."),
  createTeam: own("An API key makes no team. Sign in and do it there."),
  switchTeam: own("An API key belongs to one team. Use a key of the other team."),
  getMe: own("An API key is nobody. GET /v2/team says which team it speaks for."),
  updateMe: own("An API key has no name of a person."),
  listSessions: reading,
  revokeSession: own("An API key has no sessions. Sign in and end them in Settings."),
  updateFirstSteps: own("An API key takes no first steps."),
  listPeople: reading,
  listComments: reading,
  addComment: talking,
  editComment: talking,
  deleteComment: talking,
  listPresent: reading,
  bePresent: own("An API key looks at nothing: only people show beside a change."),
  listBell: own("An API key has no bell. Read comments and assignments of the changes themselves."),
  readBell: own("An API key has no bell."),
  listLabels: reading,
  createLabel: managing,
  updateLabel: managing,
  deleteLabel: managing,
  getInboxSettings: reading,
  updateInboxSettings: managing,
  listRules: reading,
  createRule: managing,
  updateRule: managing,
  deleteRule: managing,
  listViews: reading,
  createView: talking,
  updateView: talking,
  deleteView: talking,
  readNumbers: reading,
  exportReview: reading,
  changePassword: own("Only a signed-in person has a password."),
} as const satisfies Record<string, Row>;

export type Action = keyof typeof POLICY;

/** Whether a member of this role may do it. */
export function roleMay(role: Role, action: Action): boolean {
  return (POLICY[action].roles as readonly Role[]).includes(role);
}

/** Whether one role is at least the other. */
export function roleIsAtLeast(role: Role, other: Role): boolean {
  return MEMBER_ROLES.indexOf(role) <= MEMBER_ROLES.indexOf(other);
}

/** The lesser of two roles: what a key may that somebody of the other role made. */
export function lesserRole(one: Role, other: Role): Role {
  return roleIsAtLeast(one, other) ? other : one;
}

/** Whether a key of this kind may do it. */
export function keyMay(kind: KeyKind, action: Action): boolean {
  return (POLICY[action].keys as readonly KeyKind[]).includes(kind);
}

/** Why a member may not, and who may. */
export function refusalOfRole(role: Role, action: Action): string {
  return `Your role in this team is ${role}, and this takes ${rolesInWords(action)}: ask an owner or admin to do it, or to change your role.`;
}

/** Why a key of this role may not. */
export function refusalOfKeyRole(role: Role, action: Action): string {
  return `This API key has the role ${role}, and this takes ${rolesInWords(action)}: use a key with that role.`;
}

function rolesInWords(action: Action): string {
  const [last, ...others] = [...POLICY[action].roles].reverse();
  return others.length > 0 ? `${others.reverse().join(", ")} or ${last}` : (last ?? "nobody");
}

/** Why a key may not, and what to do instead. */
export function refusalOfKey(action: Action): string {
  const row: Row = POLICY[action];
  return row.insteadOfKey ?? "This API key may only read. Use one that may change things.";
}
