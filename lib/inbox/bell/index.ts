export { listPeople, membersAmong, peopleById } from "#lib/inbox/bell/people.ts";
export { listBell, readBell } from "#lib/inbox/bell/read-bell.ts";
export { type Ring, ring } from "#lib/inbox/bell/ring.ts";
