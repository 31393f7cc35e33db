/**
 * Breaks `text` at spaces into lines of at most `width` characters; a word that is longer by itself is cut, so that
 * no line ever is. No-break spaces hold. Counts code points, which is columns for the alphabets of our languages.
 */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((whole) => pieces(whole, width))) {
    if (line === "") line = word;
    else if (columns(line) + 1 + columns(word) <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function pieces(word: string, width: number): readonly string[] {
  const points = [...word];
  if (points.length <= width) return [word];
  const count = Math.ceil(points.length / width);
  return Array.from({ length: count }, (_, index) =>
    points.slice(index * width, (index + 1) * width).join(""),
  );
}

export function columns(text: string): number {
  return [...text].length;
}

/** `label` padded to `labelWidth`, then `text` beside it, wrapped under itself. `paint` colours the label alone. */
export function row(
  label: string,
  text: string,
  at: { readonly indent: number; readonly labelWidth: number; readonly width: number },
  paint: (label: string) => string = (plain) => plain,
): readonly string[] {
  const margin = " ".repeat(at.indent);
  const gap = " ".repeat(Math.max(0, at.labelWidth - columns(label)));
  const lines = wrap(text, at.width - at.indent - at.labelWidth);
  return lines.map((line, index) =>
    index === 0 ? `${margin}${paint(label)}${gap}${line}` : `${margin}${" ".repeat(at.labelWidth)}${line}`,
  );
}
