/** Names of everything in a mirror (docs/formats/set.md, "Layout"). */
export const setsFolder = "sets/";

/** `sets/00000003/`: the folder of one set. Eight digits keep byte order and number order the same. */
export function setFolder(sequence: number): string {
  return `${setsFolder}${String(sequence).padStart(8, "0")}/`;
}

export const manifestName = "manifest.json";
export const guideName = "RESTORE.md";

/** The highest number that eight digits can name. */
export const maxSequence = 99_999_999;

/**
 * `part-00001-0f3a….age`: the part's place in the roll, and the first 16 digits of the SHA-256 of its bytes. What an
 * interrupted seal left behind can so never stand in the way of the next one.
 */
export function partName(index: number, sha256: string): string {
  return `part-${String(index + 1).padStart(5, "0")}-${sha256.slice(0, 16)}.age`;
}

/** The set's number of a key such as `sets/00000003/manifest.json`, and the name below it. */
export function splitKey(key: string): { readonly sequence: number; readonly name: string } | undefined {
  const match = /^sets\/(\d{8})\/(.+)$/s.exec(key);
  if (match === null || Number(match[1]) === 0) return undefined;
  return { sequence: Number(match[1]), name: match[2]! };
}
