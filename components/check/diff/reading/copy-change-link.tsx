"use client";

import { useNotice } from "#components/check/diff/reading/notice.tsx";
import { useReadings } from "#components/check/diff/reading/readings.tsx";
import { useKeys } from "#components/keys/use-keys.ts";
import { copyText } from "#components/ui/copy-text.ts";

/** y copies an address that opens the very change one reads. */
export function CopyChangeLink({
  addressOf,
}: {
  addressOf: (pageId: string, change: number | null) => string;
}) {
  const { placeInSight } = useReadings();
  const [notice, tell] = useNotice();
  useKeys({
    copyLink: async () => {
      const place = placeInSight();
      const address = place ? addressOf(place.pageId, place.change) : window.location.href;
      const copied = await copyText(address);
      if (!copied) return tell(`The browser refused to copy; the link is ${address}`);
      tell(place && place.change !== null ? `Link to change ${place.change + 1} copied` : "Link copied");
    },
  });
  return notice;
}
