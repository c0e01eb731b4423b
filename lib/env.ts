import { join, resolve } from "node:path";
import { z } from "zod";
import { parseAllowedDomains } from "#lib/allowed-domains.ts";
import { parseProxies } from "#lib/visitor.ts";

const flag = z
  .enum(["true", "false", "1", "0", ""], { error: 'must be "true" or "false"' })
  .transform((value) => value === "true" || value === "1");

const whole = (min: number, max: number) =>
  z.coerce
    .number({ error: `must be a whole number from ${min} to ${max}` })
    .int(`must be a whole number from ${min} to ${max}`)
    .min(min, `must be a whole number from ${min} to ${max}`)
    .max(max, `must be a whole number from ${min} to ${max}`);

const httpUrl = z.url({ protocol: /^https?$/, error: "must be an http(s) URL" });

const proxies = z.string().superRefine((text, { addIssue }) => {
  try {
    parseProxies(text);
  } catch (error) {
    addIssue(`must be addresses or ranges separated by commas, or "none": ${(error as Error).message}`);
  }
});

const allowedDomains = z.string().superRefine((text, { addIssue }) => {
  try {
    parseAllowedDomains(text);
  } catch (error) {
    addIssue(
      `must be domains separated by commas, each alone or with a team (example.com=Team): ${(error as Error).message}`,
    );
  }
});

/** What a provider gave for Tidemark: neither is of use without the other. */
const TOGETHER = [
  ["AUTH_GITHUB_ID", "AUTH_GITHUB_SECRET"],
  ["AUTH_GOOGLE_ID", "AUTH_GOOGLE_SECRET"],
  ["AUTH_OIDC_ISSUER", "AUTH_OIDC_ID", "AUTH_OIDC_SECRET"],
] as const;

const clientId = z.string().regex(/^\S+$/, "must be a word without blanks").optional();
const clientSecret = z
  .string()
  .regex(/^\S(.*\S)?$/, "must be one line without a blank at its ends")
  .optional();

const Settings = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: whole(0, 65535).default(3000),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "must be a URL like postgres://user:password@host:5432/name" })
    .optional(),
  TIDEMARK_DATA_DIR: z.string().default(".tidemark"),
  AUTH_SECRET: z.string().min(16, "must be at least 16 characters").optional(),
  AUTH_GITHUB_ID: clientId,
  AUTH_GITHUB_SECRET: clientSecret,
  AUTH_GOOGLE_ID: clientId,
  AUTH_GOOGLE_SECRET: clientSecret,
  AUTH_OIDC_ISSUER: httpUrl
    .refine((url) => !/[?#]/.test(url), "must be an issuer's address, without ? and #")
    .optional(),
  AUTH_OIDC_ID: clientId,
  AUTH_OIDC_SECRET: clientSecret,
  AUTH_OIDC_NAME: z.string().trim().max(40, "must have at most 40 characters").optional(),
  AUTH_ALLOWED_DOMAINS: allowedDomains.optional(),
  PUBLIC_URL: httpUrl.optional(),
  TIDEMARK_ADMIN_EMAIL: z.email("must be an email address").optional(),
  TIDEMARK_ADMIN_PASSWORD: z.string().min(8, "must be at least 8 characters").optional(),
  TIDEMARK_API_KEY: z
    .string()
    .regex(/^fc-[0-9a-f]{32}$/, 'must be "fc-" followed by 32 hexadecimal digits')
    .optional(),
  TIDEMARK_ALLOW_PRIVATE_NETWORK: flag.default(false),
  TIDEMARK_TRUSTED_PROXIES: proxies.optional(),
  // A third of what two processors can answer: a program that asks in a loop without a pause meets it, others do not.
  TIDEMARK_RATE_LIMIT: whole(1, 10_000_000).default(18_000),
  TIDEMARK_MONTHLY_CREDITS: z
    .union([z.literal("unlimited"), whole(0, 1_000_000_000)], {
      error: 'must be "unlimited" or a whole number',
    })
    .default(100_000),
  TIDEMARK_WORKER_CONCURRENCY: whole(1, 1000).default(64),
  TIDEMARK_HOST_CONCURRENCY: whole(1, 1000).default(4),
  TIDEMARK_HOST_DELAY: whole(0, 60_000).default(0),
  TIDEMARK_AUDIT_DAYS: whole(1, 3650).default(400),
  TIDEMARK_PASSWORD_COST: whole(10, 18).default(17),
  TIDEMARK_DEMO: flag.default(false),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: httpUrl.optional(),
  TIDEMARK_MODEL: z.string().optional(),
  SEARXNG_ENDPOINT: httpUrl.optional(),
  FIRECRAWL_API_URL: httpUrl.optional(),
  FIRECRAWL_API_KEY: z.string().optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
});

const EnvSchema = Settings.superRefine((given, { addIssue }) => {
  for (const names of TOGETHER) {
    const [there, missing] = [names.filter((name) => given[name]), names.filter((name) => !given[name])];
    if (there.length > 0 && missing[0]) {
      addIssue({ code: "custom", path: [missing[0]], message: `must be set, too, because ${there[0]} is` });
    }
  }
  if (given.AUTH_OIDC_NAME && !given.AUTH_OIDC_ISSUER) {
    addIssue({
      code: "custom",
      path: ["AUTH_OIDC_ISSUER"],
      message: "must be set, too, because AUTH_OIDC_NAME is",
    });
  }
  const hasProvider = given.AUTH_GITHUB_ID || given.AUTH_GOOGLE_ID || given.AUTH_OIDC_ISSUER;
  if (given.AUTH_ALLOWED_DOMAINS && !hasProvider) {
    addIssue({
      code: "custom",
      path: ["AUTH_ALLOWED_DOMAINS"],
      message:
        "is about people who sign in by a provider: set AUTH_GITHUB_ID, AUTH_GOOGLE_ID or AUTH_OIDC_ISSUER, too",
    });
  }
});

export type Env = z.infer<typeof EnvSchema>;

/**
 * Reads settings from a record of environment variables. An empty string counts as unset.
 * @throws Error one sentence per bad variable, naming it and what it must be (design: operating contract).
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = EnvSchema.safeParse(given);
  if (result.success) return result.data;
  const sentences = result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}.`);
  throw new Error(`Tidemark cannot start with this environment:\n  ${sentences.join("\n  ")}`);
}

let parsed: Env | undefined;

/** The validated settings of this process, parsed on first use. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** Absolute path of the data folder, or of a file in it. */
export function dataPath(...parts: string[]): string {
  return join(resolve(env().TIDEMARK_DATA_DIR), ...parts);
}
