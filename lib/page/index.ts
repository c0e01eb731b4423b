export { diffText, parsedDiff } from "#lib/page/diff/index.ts";
export { getTrackedPage, listTrackedPages } from "#lib/page/list-pages.ts";
export { packText, unpackText } from "#lib/page/snapshot.ts";
export type { Baseline, PackedContent, Surface } from "#lib/page/surface.ts";
export { type KnownAnswer, type PageRequest, type TrackedPage, trackPages } from "#lib/page/tracked-page.ts";
export { getPageVersion, listPageVersions } from "#lib/page/versions.ts";
