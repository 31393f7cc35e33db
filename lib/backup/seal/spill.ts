import { createCipheriv, createDecipheriv } from "node:crypto";
import { promisify } from "node:util";
import { constants, zstdCompress, zstdDecompress } from "node:zlib";
import { Scratch, type Piece } from "./scratch.ts";

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** A block of voters on disk: compressed, then encrypted. */
export interface SpilledBlock extends Piece {
  readonly counter: number;
  readonly plainBytes: number;
}

const tagBytes = 16;

/**
 * What does not fit in memory while sorting: blocks under AES-256-GCM with a key that lives only in this object, and
 * a counter as nonce. Nobody who finds the disk finds a voter.
 */
export class Spill {
  readonly #scratch: Scratch;
  readonly #key: Uint8Array;
  #counter = 0;

  private constructor(scratch: Scratch, key: Uint8Array) {
    this.#scratch = scratch;
    this.#key = key;
  }

  static async create(random: (bytes: number) => Uint8Array): Promise<Spill> {
    return new Spill(await Scratch.create(), random(32));
  }

  async write(plain: Uint8Array): Promise<SpilledBlock> {
    const counter = this.#counter++;
    const fast = { params: { [constants.ZSTD_c_compressionLevel]: 1 }, chunkSize: 65_536 };
    const compressed = await compress(plain, fast);
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonce(counter));
    const sealed = Buffer.concat([cipher.update(compressed), cipher.final(), cipher.getAuthTag()]);
    return { ...(await this.#scratch.append(sealed)), counter, plainBytes: plain.length };
  }

  async read(block: SpilledBlock): Promise<Buffer> {
    const sealed = await this.#scratch.read(block);
    const body = sealed.length - tagBytes;
    const decipher = createDecipheriv("aes-256-gcm", this.#key, nonce(block.counter));
    decipher.setAuthTag(sealed.subarray(body));
    const compressed = Buffer.concat([decipher.update(sealed.subarray(0, body)), decipher.final()]);
    return decompress(compressed, { chunkSize: block.plainBytes, maxOutputLength: block.plainBytes });
  }

  async close(): Promise<void> {
    this.#key.fill(0);
    await this.#scratch.close();
  }
}

function nonce(counter: number): Uint8Array {
  const bytes = Buffer.alloc(12);
  bytes.writeUIntBE(counter, 6, 6);
  return bytes;
}
