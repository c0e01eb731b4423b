// Plain JavaScript that any Node understands: an older one cannot read the .ts files it leads to.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installed = resolve(root, "node_modules/node/bin/node");
const [script = "", ...args] = process.argv.slice(2);
const path = resolve(root, script);

function passOn() {
  const child = spawn(installed, [path, ...args], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code === null ? 128 + constants.signals[signal] : code));
}

if (Number(process.versions.node.split(".")[0]) >= 24) {
  process.argv.splice(1, 2, path);
  await import(pathToFileURL(path).href);
} else if (existsSync(installed)) {
  passOn();
} else {
  console.error(
    `Tidemark needs Node 24 and this is Node ${process.versions.node}.\n` +
      "npm install brings Node 24 along, but its install script was skipped. Run: npm rebuild node\n" +
      "(or put a Node 24 or newer on the PATH), then start again.",
  );
  process.exit(1);
}
