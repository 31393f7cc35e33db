/**
 * The same function of a text, remembering what it found. Texts come from outside and are as many as somebody likes:
 * only so many are kept, and long ones are not.
 */
export function remembered<T>(find: (text: string) => T): (text: string) => T {
  let known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || text.length > longest) return before ?? find(text);
    const found = find(text);
    if (known.size >= most) known = new Map();
    known.set(text, found);
    return found;
  };
}

const most = 10_000;
const longest = 2048;
