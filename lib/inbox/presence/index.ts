export { bePresent, listPresent } from "#lib/inbox/presence/presence.ts";
