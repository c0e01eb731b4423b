import { changeDemo, demoEdition } from "#lib/demo-site.ts";
import { html, shopPage } from "./site.ts";

// A small site that really changes: what a newcomer monitors first, also on a machine without internet. The one
// address of ours that monitors may always reach (lib/target/demo.ts).

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  return html(shopPage(await demoEdition()));
}

/** "Change the page". */
export async function POST(): Promise<Response> {
  await changeDemo();
  return new Response(null, { status: 303, headers: { location: "/demo" } });
}
