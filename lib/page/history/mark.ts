import type { VersionMark } from "#lib/page/model.ts";

export const markOf = ({ id, seenAt }: { id: string; seenAt: Date }): VersionMark => ({
  id,
  firstSeenAt: seenAt.toISOString(),
});
