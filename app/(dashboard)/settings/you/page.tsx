import type { Metadata } from "next";
import { cookies } from "next/headers";
import { z } from "zod";
import { asAnswer } from "#app/_server/as-answer.ts";
import { providerName } from "#app/_server/auth-providers.ts";
import { orSkeleton } from "#app/_server/or-skeleton.tsx";
import { requireMember } from "#app/_server/page-caller.ts";
import { Prefetched } from "#app/_server/prefetched.tsx";
import { SESSION_COOKIE } from "#app/_server/session-cookie.ts";
import { meQuery, sessionsQuery } from "#components/data/queries.ts";
import { SettingsSkeleton } from "#components/team/settings-skeleton.tsx";
import { YourSettings } from "#components/team/your-settings.tsx";
import { authenticateSession, listSessions, readMe, readSignInWays } from "#lib/team/index.ts";
import { SessionAnswer } from "#lib/team/model.ts";

export const metadata: Metadata = { title: "You" };

export default function YouPage() {
  return orSkeleton(you(), <SettingsSkeleton titles={["Name", "Password", "Sessions"]} />);
}

async function you() {
  const ctx = await requireMember();
  const [sessions, me, current, ways] = await Promise.all([
    listSessions(ctx),
    readMe(ctx),
    currentSessionId(),
    readSignInWays(ctx),
  ]);
  const marked = sessions.map((session) => ({ ...session, current: session.id === current }));
  return (
    <Prefetched
      reads={[
        [sessionsQuery().queryKey, asAnswer(z.array(SessionAnswer), marked)],
        [meQuery().queryKey, me],
      ]}
    >
      <h1 className="sr-only">Your settings</h1>
      <YourSettings
        email={me.email}
        ways={{ ...ways, providers: [...new Set(ways.providers.map(providerName))] }}
      />
    </Prefetched>
  );
}

async function currentSessionId(): Promise<string | undefined> {
  const token = (await cookies()).get(SESSION_COOKIE)?.value;
  return token ? (await authenticateSession(token))?.sessionId : undefined;
}
