import { z } from "zod";
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
export const ADMISSION_REFUSALS = [
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

/** How far somebody new is with what the first screen proposes. */
export type FirstSteps = (typeof FIRST_STEPS)[number];

export const ApiKeyAnswer = z
  .object({
    id: z.uuid(),
    name: z.string(),
    prefix: z.string().describe("Its first characters; the whole key is shown once, when it is made."),
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
