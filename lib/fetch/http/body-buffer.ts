/**
 * Gathers a body up to a limit. Bytes are copied into one growing buffer, not kept as a list of pieces: a hostile
 * server sends 20 MB in pieces of one byte, and the pieces would weigh a hundred times what they carry.
 */
export class BodyBuffer {
  #only: Buffer | undefined;
  #bytes: Buffer | undefined;
  #length = 0;
  #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get length(): number {
    return this.#length;
  }

  /** Adds a piece; false when that crosses the limit (the piece is then not kept). */
  add(piece: Buffer): boolean {
    const length = this.#length + piece.length;
    if (length > this.#maxBytes) return false;
    if (this.#length === 0) this.#only = piece;
    else {
      this.#makeRoom(length);
      this.#bytes?.set(piece, this.#length);
    }
    this.#length = length;
    return true;
  }

  /** The whole body: the only piece as it came, else the gathered bytes. */
  take(): Buffer {
    return this.#bytes?.subarray(0, this.#length) ?? this.#only ?? Buffer.alloc(0);
  }

  #makeRoom(length: number): void {
    const before = this.#bytes ?? this.#only;
    if (!before || (this.#bytes && this.#bytes.length >= length)) return;
    this.#bytes = Buffer.allocUnsafeSlow(
      Math.min(this.#maxBytes, Math.max(length, this.#length * 2, 64 * 1024)),
    );
    this.#bytes.set(before.subarray(0, this.#length));
    this.#only = undefined;
  }
}
