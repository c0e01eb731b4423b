import { expect, test } from "vitest";
import { withoutSecrets } from "./log.ts";

test.each([
  ["https://example.com/prices", "https://example.com/prices"],
  ["https://ana:secret@example.com:8443/prices", "https://example.com:8443/prices"],
  ["https://example.com/feed?token=secret&a=1#part", "https://example.com/feed?…"],
  ["/monitors", "/monitors"],
  [null, null],
])("the log has %s as %s", (url, logged) => {
  expect(withoutSecrets(url)).toBe(logged);
});
