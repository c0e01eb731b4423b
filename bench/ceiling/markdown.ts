import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

type Convert = (html: string, options: { origin: string }) => string;

/** mdream as npm installed it here: its native build, or WebAssembly where npm left that out (a host with Node 20). */
export function mdream(): { engine: "native" | "wasm"; convert: Convert } {
  try {
    return { engine: "native", convert: require("mdream").htmlToMarkdown as Convert };
  } catch {
    const wasm = require("mdream/wasm");
    wasm.initSync({ module: readFileSync(require.resolve("mdream/wasm/mdream_edge_bg.wasm")) });
    return { engine: "wasm", convert: (html, options) => wasm.htmlToMarkdownResult(html, options).markdown };
  }
}
