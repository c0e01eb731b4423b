import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { env } from "#lib/env.ts";

// Secrets that must be used again, so that no hash will do: AES-256-GCM under a key that follows from AUTH_SECRET. A copy of
// the database alone opens nothing.

const VERSION = "v1";
const TAG_BYTES = 16;

function currentKey(): { key: Buffer; id: string } {
  const { AUTH_SECRET } = env();
  if (!AUTH_SECRET) throw new Error("AUTH_SECRET is not set: start Tidemark with npm run dev or npm start.");
  const key = Buffer.from(hkdfSync("sha256", AUTH_SECRET, "", "tidemark sealed secrets", 32));
  return { key, id: createHash("sha256").update(key).digest("hex").slice(0, 8) };
}

export function seal(text: string): string {
  const { key, id } = currentKey();
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(id));
  const sealed = Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `${VERSION}.${id}.${sealed.toString("base64url")}`;
}

/** The text again; null where it was sealed under another AUTH_SECRET or touched since, so that it must be given again. */
export function open(sealed: string): string | null {
  const [version, keyId, packed = ""] = sealed.split(".");
  const { key, id } = currentKey();
  if (version !== VERSION || keyId !== id) return null;
  const bytes = Buffer.from(packed, "base64url");
  // Node passes over what is no base64: only what we wrote is opened.
  if (bytes.toString("base64url") !== packed) return null;
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
    decipher.setAAD(Buffer.from(id)).setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(12, -TAG_BYTES)), decipher.final()]).toString(
      "utf8",
    );
  } catch {
    return null;
  }
}
