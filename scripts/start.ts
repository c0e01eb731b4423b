// npm run dev · npm start · npm run start:web · npm run start:worker
import { banner } from "./banner.ts";
import { Product } from "./product.ts";
import type { Role } from "./role.ts";
import { openSettings, Refusal, root } from "./settings.ts";

const roles: Record<string, Role> = { "": "start", dev: "dev", web: "web", worker: "worker" };

let product: Product | undefined;
let stopAsked = 0;

async function stop(): Promise<void> {
  const now = performance.now();
  if (stopAsked) {
    // npm passes on the Ctrl-C that the terminal has already sent us: that is one wish, not two.
    if (now - stopAsked < 500) return;
    product?.kill();
    process.exit(1);
  }
  stopAsked = now;
  if (!product) return;
  await product.stop();
  process.exit(0);
}

async function giveUp(error: unknown): Promise<never> {
  // A database that goes away because we are stopping fails whatever was still starting.
  if (stopAsked) return new Promise(() => {});
  // A plain Error is a sentence of ours; anything else is a fault whose place matters.
  const isSentence = error instanceof Error && [Refusal, Error].some((kind) => error.constructor === kind);
  console.error(isSentence ? error.message : error);
  await product?.stop();
  process.exit(1);
}

async function main(): Promise<void> {
  const role = roles[process.argv[2] ?? ""];
  if (!role)
    throw new Refusal(`There is no role "${process.argv[2]}": give dev, web or worker, or nothing for both.`);
  process.chdir(root);
  const settings = openSettings(role);
  if (stopAsked) process.exit(0);
  product = new Product(role, settings);
  const welcome = await product.ready;
  if (stopAsked) return;
  const address = settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`;
  console.log(role === "worker" ? "tidemark: the worker is running" : banner(address, settings, welcome));
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop());
main().catch(giveUp);
