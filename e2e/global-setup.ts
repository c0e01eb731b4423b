import { randomBytes } from "node:crypto";
import { env } from "node:process";
import { databaseUrlOf, startProduct } from "../testing/product.ts";

/**
 * One product for the whole run, started as a user starts it, on a fresh data folder. What the workers must know of
 * it they inherit as environment variables: its address, and what our own verbs need to make people in its database.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  const secret = randomBytes(32).toString("hex");
  const product = await startProduct({
    env: { AUTH_SECRET: secret, TIDEMARK_ALLOW_PRIVATE_NETWORK: "true", TIDEMARK_HOST_CONCURRENCY: "64" },
  });
  Object.assign(env, {
    TIDEMARK_E2E_URL: product.url,
    DATABASE_URL: databaseUrlOf(product),
    AUTH_SECRET: secret,
    TIDEMARK_PASSWORD_COST: "10",
    LOG_LEVEL: "warn",
  });
  return () => product.remove();
}
