import { demoEdition } from "#lib/demo-site.ts";
import { changelogPage, html } from "../site.ts";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  return html(changelogPage(await demoEdition()));
}
