import type { Lang } from "../base/words.ts";
import { summaries } from "./catalogue-words.ts";
import type { CommandName } from "./catalogue.ts";
import type { Command, OptionSpec, OptionSpecs } from "./command.ts";
import { globalOptions } from "./global-options.ts";
import { exitWords, helpWords } from "./help-words.ts";
import { columns, wrap, type Row } from "./layout.ts";

/** Help of the whole: what Rollward is, the commands named, the global options, the exit codes. */
export function helpOfAll(names: readonly CommandName[], lang: Lang, width: number): string {
  const rows = names.map((name): Row => [name, summaries[name][lang]]);
  return sections([
    [wrap(`rollward — ${helpWords.tagline[lang]}`, width, 0)],
    [helpWords.usage[lang], `  rollward ${helpWords.commandPlace[lang]} [${helpWords.optionsPlace[lang]}]`],
    [helpWords.commands[lang], columns(rows, width)],
    [helpWords.everywhere[lang], columns(optionRows(globalOptions, lang), width)],
    [wrap(helpWords.more[lang], width, 0)],
    exitSection(lang, width),
  ]);
}

/** Help of one command: summary, usage, options, examples, exit codes. Texts are shown as they are, unformatted. */
export function helpOfCommand(command: Command, lang: Lang, width: number): string {
  const examples = command.examples.flatMap((example) => [
    wrap(`# ${example.words[lang]}`, width, 2),
    `  ${example.command}`,
  ]);
  const own = optionRows(command.options, lang);
  return sections([
    [wrap(`rollward ${command.name} — ${command.summary[lang]}`, width, 0)],
    [helpWords.usage[lang], wrap(usage(command, lang), width, 4, 2)],
    command.description === undefined ? [] : paragraphs(command.description[lang], width),
    own.length === 0 ? [] : [helpWords.options[lang], columns(own, width)],
    [helpWords.everywhere[lang], columns(optionRows(globalOptions, lang), width)],
    examples.length === 0 ? [] : [helpWords.examples[lang], ...examples],
    exitSection(lang, width),
  ]);
}

function sections(parts: readonly (readonly string[])[]): string {
  const filled = parts.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function paragraphs(text: string, width: number): readonly string[] {
  return [
    text
      .split("\n")
      .map((line) => wrap(line, width, 0))
      .join("\n"),
  ];
}

function usage(command: Command, lang: Lang): string {
  const entries = Object.entries(command.options);
  const required = entries.filter(([, spec]) => spec.required).map(([name, spec]) => spelling(name, spec));
  const rest = entries.length > required.length ? [`[${helpWords.optionsPlace[lang]}]`] : [];
  return ["rollward", command.name, ...(command.positionals ?? []), ...required, ...rest].join(" ");
}

function optionRows(options: OptionSpecs, lang: Lang): readonly Row[] {
  return Object.entries(options).map(([name, spec]): Row => {
    const required = spec.required ? ` (${helpWords.required[lang]})` : "";
    return [spelling(name, spec), `${spec.words[lang]}${required}`];
  });
}

function spelling(name: string, spec: OptionSpec): string {
  const short = name === "help" ? "-h, " : "";
  const value = spec.value === undefined ? "" : ` ${spec.value}`;
  return `${short}--${name}${value}${spec.kind === "many" ? " …" : ""}`;
}

function exitSection(lang: Lang, width: number): readonly string[] {
  const rows = Object.entries(exitWords).map(([exit, words]): Row => [exit, words[lang]]);
  return [helpWords.exits[lang], columns(rows, width)];
}
