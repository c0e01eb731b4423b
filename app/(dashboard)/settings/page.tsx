import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cookies, headers } from "next/headers";
import { z } from "zod";
import { providerName } from "#app/_server/auth-providers.ts";
import { orSkeleton } from "#app/_server/or-skeleton.tsx";
import { requestOrigin } from "#app/_server/origin.ts";
import { requireMember } from "#app/_server/page-caller.ts";
import { SESSION_COOKIE } from "#app/_server/session-cookie.ts";
import { apiKeysQuery, sessionsQuery, teamQuery } from "#components/data/queries.ts";
import { Settings } from "#components/team/settings.tsx";
import { SettingsSkeleton } from "#components/team/settings-skeleton.tsx";
import { authenticateSession, listApiKeys, listSessions, readSignInWays, readTeam } from "#lib/team/index.ts";
import { ApiKeyAnswer, SessionAnswer } from "#lib/team/model.ts";

export const metadata: Metadata = { title: "Settings" };

export default function SettingsPage() {
  return orSkeleton(settings(), <SettingsSkeleton />);
}

async function settings() {
  const ctx = await requireMember();
  const [keys, sessions, team, current, ways] = await Promise.all([
    listApiKeys(ctx),
    listSessions(ctx),
    readTeam(ctx),
    currentSessionId(),
    readSignInWays(ctx),
  ]);
  const marked = sessions.map((session) => ({ ...session, current: session.id === current }));
  const client = new QueryClient();
  client.setQueryData(apiKeysQuery().queryKey, asAnswer(z.array(ApiKeyAnswer), keys));
  client.setQueryData(sessionsQuery().queryKey, asAnswer(z.array(SessionAnswer), marked));
  client.setQueryData(teamQuery().queryKey, team);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Settings
        email={ctx.actor.kind === "user" ? ctx.actor.email : ""}
        origin={await pageOrigin()}
        ways={{ ...ways, providers: [...new Set(ways.providers.map(providerName))] }}
      />
    </HydrationBoundary>
  );
}

/** Rows as the API answers them: times as text, and no field beyond its schema (a session's hash stays here). */
function asAnswer<S extends z.ZodType>(schema: S, rows: unknown): z.infer<S> {
  return schema.parse(JSON.parse(JSON.stringify(rows)));
}

async function currentSessionId(): Promise<string | undefined> {
  const token = (await cookies()).get(SESSION_COOKIE)?.value;
  return token ? (await authenticateSession(token))?.sessionId : undefined;
}

/** The address this product has for its reader: what a program of theirs would call. */
async function pageOrigin(): Promise<string> {
  const given = await headers();
  return requestOrigin(new Request(`http://${given.get("host") ?? "localhost"}`, { headers: given }));
}
