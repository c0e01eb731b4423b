import { z } from "zod";

const Profile = z.looseObject({ id: z.number().int() });
const Emails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/**
 * Somebody's profile at GitHub, with the claims that an OIDC provider would make. The profile's own address is what
 * they chose to show, and GitHub does not say of it whether it is theirs: their list of addresses does.
 */
export async function readGitHubProfile(api: string, accessToken: string, ask: typeof fetch) {
  const read = async (path: string) => {
    const answer = await ask(`${api}${path}`, {
      headers: {
        authorization: `Bearer ${accessToken}`,
        accept: "application/json",
        "user-agent": "Tidemark",
      },
    });
    if (!answer.ok) throw new Error(`GitHub answered ${answer.status} to ${path}`);
    return answer.json();
  };
  const [profile, emails] = await Promise.all([read("/user"), read("/user/emails")]);
  const { id, ...rest } = Profile.parse(profile);
  const primary = Emails.parse(emails).find((entry) => entry.primary);
  return { ...rest, id, email: primary?.email ?? null, email_verified: primary?.verified ?? false };
}
