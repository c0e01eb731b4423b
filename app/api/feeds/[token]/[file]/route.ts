import { answering, methods } from "#app/_server/endpoint.ts";
import { requestOrigin } from "#app/_server/origin.ts";
import { notFound } from "#lib/errors.ts";
import { FEED_FILES, type FeedFile, findFeed, isKnown, lastModified, writeFeed } from "#lib/feed/index.ts";

const isFile = (name: unknown): name is FeedFile =>
  typeof name === "string" && Object.hasOwn(FEED_FILES, name);

/** A reader of feeds signs in nowhere: the secret in the address is all it has. */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: answering(async (request, { params }) => {
    const { token, file } = await params;
    const feed = typeof token === "string" && isFile(file) ? await findFeed(token) : null;
    if (!feed || !isFile(file)) throw notFound("Feed");
    const origin = requestOrigin(request);
    const self = `${origin}/api/feeds/${token}/${file}`;
    const { text, etag, newest } = await writeFeed(feed, file, { origin, self });
    const modified = lastModified(newest);
    const headers = {
      etag,
      ...(modified && { "last-modified": modified }),
      // It is kept by nobody but the reader, who asks each time whether it is still so.
      "cache-control": "private, no-cache",
      "referrer-policy": "no-referrer",
    };
    if (isKnown(request.headers, { etag, modified })) return new Response(null, { status: 304, headers });
    return new Response(text, { headers: { ...headers, "content-type": FEED_FILES[file] } });
  }),
});
