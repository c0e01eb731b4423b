import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";

/** As `packText` of lib/page packs: level 3, told the size. For threads that may wait for it. */
export function packTextSync(text: string): { packed: Buffer; size: number } {
  const bytes = Buffer.from(text, "utf8");
  const options = { params: { [constants.ZSTD_c_compressionLevel]: 3 }, pledgedSrcSize: bytes.length };
  return { packed: zstdCompressSync(bytes, options), size: bytes.length };
}

export function unpackTextSync(packed: Uint8Array): string {
  return zstdDecompressSync(packed).toString("utf8");
}
