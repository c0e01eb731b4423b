export { readSubscriptions } from "#lib/delivery/recipients.ts";
export { open, seal } from "#lib/delivery/seal.ts";
