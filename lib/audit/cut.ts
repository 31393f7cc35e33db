const shown = 10;

/**
 * A list for evidence under its name, cut to ten; where something was left out, how many there are stands beside it as
 * `<name>Total`.
 */
export function cut(name: string, list: readonly unknown[]): Readonly<Record<string, unknown>> {
  return list.length <= shown
    ? { [name]: list }
    : { [name]: list.slice(0, shown), [`${name}Total`]: list.length };
}
