// After npm install. Run by npm, perhaps on an older Node than ours, so plain JavaScript.
//
// mdream's native converter asks for Node 22; an npm that itself runs on an older one leaves it out, though we run on
// the Node 24 installed beside it. So npm is asked once more, on that one. Without it mdream's WebAssembly
// does the same work at a fraction of the speed: worth a sentence, not a failed installation.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const node = fileURLToPath(new URL("../node_modules/node/bin/node", import.meta.url));
const npm = process.env.npm_execpath;
const again = "TIDEMARK_NATIVE_PARTS";

function isNative() {
  const probe = 'require("mdream").htmlToMarkdown("<p>x</p>", {})';
  const where = existsSync(node) ? node : process.execPath;
  return spawnSync(where, ["-e", probe], { cwd: root, stdio: "ignore" }).status === 0;
}

if (!process.env[again] && existsSync(new URL("../node_modules/mdream", import.meta.url)) && !isNative()) {
  if (npm && existsSync(node)) {
    spawnSync(node, [npm, "install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, [again]: "1" },
    });
  }
  if (!isNative()) {
    console.warn(
      "mdream's native converter is not installed here: pages are converted by its slower WebAssembly.",
    );
  }
}
