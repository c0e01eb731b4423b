import { z } from "zod";
import { MEMBER_ROLES } from "#lib/policy.ts";
import type { FIRST_STEPS } from "#lib/statuses.ts";

export const Password = z
  .string()
  .min(8, "must have at least 8 characters")
  .max(256, "must have at most 256 characters");

export const Email = z.string().trim().toLowerCase().max(320).pipe(z.email("must be an email address"));

export const SignIn = z.strictObject({ email: Email, password: z.string().min(1).max(256) });
export type SignIn = z.infer<typeof SignIn>;

/** How long a session lasts from the moment somebody signed in. */
export const SESSION_DAYS = 30;

/** Why somebody whom a provider knows is not let in. */
const ADMISSION_REFUSALS = [
  "unverified",
  "not-invited",
  "no-longer-member",
  "other-way",
  "no-team",
  "not-set-up",
] as const;
export type AdmissionRefusal = (typeof ADMISSION_REFUSALS)[number];

/** Why somebody is on the sign-in page again. */
export const SIGN_IN_REFUSALS = [
  ...ADMISSION_REFUSALS,
  "password-once",
  "denied",
  "provider-down",
  "provider-failed",
  "too-late",
  "wrong-password",
  "too-many",
] as const;
export type SignInRefusal = (typeof SIGN_IN_REFUSALS)[number];

export const TeamName = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(100, "must have at most 100 characters");

export const SetUp = z.strictObject({
  email: Email,
  password: Password,
  teamName: TeamName,
  /** What the start printed; asked for from other machines only. */
  code: z.string().max(64).optional(),
});
export type SetUp = z.infer<typeof SetUp>;

export const ChangePassword = z.strictObject({ currentPassword: z.string().max(256), newPassword: Password });
export type ChangePassword = z.infer<typeof ChangePassword>;

export const Role = z.enum(MEMBER_ROLES).meta({ id: "Role" });

/** How a person wants to be called. */
export const PersonName = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(100, "must have at most 100 characters");

/** Ownership is handed on by an owner, and not by a link. */
const InvitedRole = z.enum(["admin", "member", "viewer"]);

export const Invite = z.strictObject({ email: Email, role: InvitedRole });
export type Invite = z.infer<typeof Invite>;

/** The secret of a link. */
export const LinkToken = z.string().max(64);

export const AcceptInvitation = z.strictObject({
  token: LinkToken,
  /** Of somebody who had no account. */
  name: PersonName.optional(),
  password: Password,
});
export type AcceptInvitation = z.infer<typeof AcceptInvitation>;

export const ResetPassword = z.strictObject({ token: LinkToken, password: Password });

export const CreateApiKey = z.strictObject({
  name: z.string().trim().min(1, "must not be empty").max(100),
  role: Role.default("member").describe("What it may do at most; never more than whoever makes it."),
  readOnly: z.boolean().default(false).describe("Whether it may only read."),
});

export const MemberAnswer = z
  .object({
    userId: z.uuid(),
    email: z.string(),
    name: z.string().nullable(),
    role: Role,
    joinedAt: z.iso.datetime(),
    lastSignInAt: z.iso.datetime().nullable(),
    openChanges: z.int().describe("How many open changes are assigned to them."),
  })
  .meta({ id: "Member" });
export type MemberAnswer = z.infer<typeof MemberAnswer>;

export const InvitationAnswer = z
  .object({
    id: z.uuid(),
    email: z.string(),
    role: Role,
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: "Invitation" });
export type InvitationAnswer = z.infer<typeof InvitationAnswer>;

export const LinkAnswer = z
  .object({ link: z.url().describe("Shown this once; it works once."), expiresAt: z.iso.datetime() })
  .meta({ id: "Link" });

export const MeAnswer = z
  .object({
    userId: z.uuid(),
    email: z.string(),
    name: z.string().nullable(),
    role: Role,
    teamId: z.uuid(),
    teams: z.array(z.object({ id: z.uuid(), name: z.string(), role: Role })),
  })
  .meta({ id: "Me" });
export type MeAnswer = z.infer<typeof MeAnswer>;

/** How far somebody new is with what the first screen proposes. */
export type FirstSteps = (typeof FIRST_STEPS)[number];

export const ApiKeyAnswer = z
  .object({
    id: z.uuid(),
    name: z.string(),
    prefix: z.string().describe("Its first characters; the whole key is shown once, when it is made."),
    role: Role.describe("What it may do at most; less where its maker has a lesser role by now."),
    readOnly: z.boolean(),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "ApiKey" });
export type ApiKeyAnswer = z.infer<typeof ApiKeyAnswer>;

export const SessionAnswer = z
  .object({
    id: z.uuid(),
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
    current: z.boolean().describe("Whether it is the session that asks."),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: "Session" });
export type SessionAnswer = z.infer<typeof SessionAnswer>;
