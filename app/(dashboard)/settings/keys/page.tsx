import type { Metadata } from "next";
import { headers } from "next/headers";
import { z } from "zod";
import { asAnswer } from "#app/_server/as-answer.ts";
import { orSkeleton } from "#app/_server/or-skeleton.tsx";
import { requestOrigin } from "#app/_server/origin.ts";
import { requireMember } from "#app/_server/page-caller.ts";
import { Prefetched } from "#app/_server/prefetched.tsx";
import { apiKeysQuery } from "#components/data/queries.ts";
import { KeySettings } from "#components/team/key-settings.tsx";
import { SettingsSkeleton } from "#components/team/settings-skeleton.tsx";
import { listApiKeys } from "#lib/team/index.ts";
import { ApiKeyAnswer } from "#lib/team/model.ts";

export const metadata: Metadata = { title: "API keys" };

export default function KeysPage() {
  return orSkeleton(keys(), <SettingsSkeleton titles={["API keys"]} />);
}

async function keys() {
  const ctx = await requireMember();
  const rows = asAnswer(z.array(ApiKeyAnswer), await listApiKeys(ctx));
  return (
    <Prefetched reads={[[apiKeysQuery().queryKey, rows]]}>
      <KeySettings origin={await pageOrigin()} />
    </Prefetched>
  );
}

/** The address this product has for its reader: what a program of theirs would call. */
async function pageOrigin(): Promise<string> {
  const given = await headers();
  return requestOrigin(new Request(`http://${given.get("host") ?? "localhost"}`, { headers: given }));
}
