export { readSubscriptions } from "#lib/delivery/recipients.ts";
