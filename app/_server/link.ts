import { requestOrigin } from "#app/_server/origin.ts";

/** The address of a page that a secret of one use opens, at the origin its maker is at. */
export function linkTo(
  request: Request,
  page: "invite" | "reset",
  { token, expiresAt }: { token: string; expiresAt: Date },
): { link: string; expiresAt: string } {
  return { link: `${requestOrigin(request)}/${page}/${token}`, expiresAt: expiresAt.toISOString() };
}
