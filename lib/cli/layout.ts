/** A name and its explanation. */
export type Row = readonly [name: string, text: string];

const widestName = 34;

/** Rows as two aligned columns, two spaces in; a name too long for its column has a line of its own. */
export function columns(rows: readonly Row[], width: number): string {
  const fitting = rows.map(([name]) => name.length).filter((length) => length <= widestName);
  const indent = Math.max(0, ...fitting) + 4;
  const lines = rows.map(([name, text]) => {
    const wrapped = wrap(text, width, indent);
    const head = `  ${name}`;
    return head.length + 2 > indent ? `${head}\n${wrapped}` : head + wrapped.slice(head.length);
  });
  return lines.join("\n");
}

/** Breaks `text` at plain spaces (a no-break space stays), each line begun by `indent` spaces, the first by `first`. */
export function wrap(text: string, width: number, indent: number, first: number = indent): string {
  const lines: string[] = [];
  let line = " ".repeat(first);
  let empty = true;
  for (const word of text.split(" ")) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = " ".repeat(indent);
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line].join("\n");
}
