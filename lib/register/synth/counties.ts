/** How many county names there are. */
export const mostCounties = 500;

const firstParts = [
  ["Alder", "Birch", "Cedar", "Dogwood", "Elder", "Fern", "Gorse", "Hazel", "Ivy"],
  ["Juniper", "Kestrel", "Larch", "Maple", "Nettle", "Oak", "Pine", "Quince", "Rowan"],
  ["Spruce", "Thistle", "Érable", "Willow", "Yarrow", "Heron", "Otter"],
].flat();

const lastParts = [
  ["", "mere", "wick", "ford", "dale", "stead", "holm", "combe", "gate", "fell"],
  ["haven", "moor", "brook", "cliffe", "shire", "marsh", "field", "crest", "wold", "side"],
].flat();

/**
 * The names of `count` invented counties (1 to 500), no two alike, in the order of their UTF-8 bytes. The first ones
 * are simple ("Alder"), the others composed ("Birchmere").
 */
export function countyNames(count: number): readonly string[] {
  const names = Array.from({ length: count }, (_, index) => {
    const round = Math.floor(index / firstParts.length);
    const first = index % firstParts.length;
    // Each first part meets each last part once in 20 rounds, in an order that shifts, so that neighbours differ.
    const last = round === 0 ? 0 : 1 + ((round - 1 + first) % (lastParts.length - 1));
    return `${firstParts[first]!}${lastParts[last]!}`;
  });
  return names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/**
 * How many voters live in each of `counties` counties: `voters` in all, very unevenly, as in real states (the largest
 * of 20 has about seven times the smallest), and none empty while there are enough voters.
 */
export function countySizes(voters: number, counties: number): readonly number[] {
  const weights = Array.from({ length: counties }, (_, index) => {
    // A prime above every count, so that each rank comes once, and not in the order of the alphabet.
    const rank = (index * 1009 + 3) % counties;
    return 1 / (rank + 3);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const sure = voters >= counties ? 1 : 0;
  const shared = voters - sure * counties;
  const sizes = weights.map((weight) => sure + Math.floor((shared * weight) / total));
  let left = voters - sizes.reduce((sum, size) => sum + size, 0);
  for (let index = 0; left > 0; index = (index + 1) % counties, left--) sizes[index]!++;
  return sizes;
}
