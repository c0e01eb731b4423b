import { demoEdition, isFerryClosed } from "#lib/demo-site.ts";
import { closedPage, ferryPage, html } from "../site.ts";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const edition = await demoEdition();
  return isFerryClosed(edition) ? html(closedPage(), 503) : html(ferryPage(edition));
}
