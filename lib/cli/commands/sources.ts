import { resolve } from "node:path";
import { failure } from "../../base/faults.ts";
import type { ReadConfig } from "../../contract/read-config.ts";
import type { VerifyMirrors } from "../../snapshot/gather.ts";
import type { Snapshot } from "../../snapshot/model.ts";
import { cliFaults } from "../cli-faults.ts";
import type { Context } from "../command.ts";
import { configPath } from "../office-config.ts";
import { version } from "../version.ts";
import type { SourceValues } from "./source-options.ts";

/**
 * Takes a snapshot of what the options name: templates, mirrors, live accounts, or mirrors with either. Live accounts
 * are read when a profile or region is named, and when nothing else is; the mirrors are then those of the
 * configuration, if it names its trust file too.
 *
 * @throws RollwardError option-needs, and whatever reading throws
 */
export async function takeSnapshot(
  values: SourceValues,
  config: ReadConfig | undefined,
  verify: VerifyMirrors,
  context: Context,
): Promise<Snapshot> {
  const { template, account, profile, region } = values;
  if (account !== undefined && template === undefined) throw needs("--account", "--template");
  const named = profile.length > 0 || region.length > 0;
  if (template !== undefined && named) throw conflict(profile.length > 0 ? "--profile" : "--region");
  const live = named || (template === undefined && values.mirror.length === 0);
  const mirrors = mirrorsOf(values, live ? config : undefined);
  const origin = { tool: `rollward ${version}`, nowGiven: context.now !== undefined };

  const { gatherSnapshot } = await import("../../snapshot/gather.ts");
  const templates =
    template === undefined
      ? undefined
      : await templatesOf(template, { ...origin, account, region: config?.config.regions?.[0] }, context);
  if (templates !== undefined && mirrors === undefined) return templates;
  const gathered = await gatherSnapshot(
    {
      ...(mirrors === undefined ? {} : { mirrors }),
      ...(live ? { accounts: { profiles: profile, regions: region } } : {}),
    },
    { verify },
    context,
    origin,
  );
  if (templates === undefined) return gathered;
  const unread = [...(templates.unread ?? []), ...(gathered.unread ?? [])];
  return {
    ...templates,
    ...(gathered.backups === undefined ? {} : { backups: gathered.backups }),
    ...(unread.length === 0 ? {} : { unread }),
  };
}

type Origin = Pick<Snapshot, "tool" | "nowGiven">;

/** Where a template itself names no account or region, `--account` and the configuration's home region do. */
async function templatesOf(
  path: string,
  { account, region, ...origin }: Origin & Readonly<Record<"account" | "region", string | undefined>>,
  { clock, lang }: Context,
): Promise<Snapshot> {
  const { readTemplates } = await import("../../snapshot/template/read-templates.ts");
  return readTemplates(path, {
    ...origin,
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
    now: clock(),
    lang,
  });
}

/** The mirrors that the options name, else those of the configuration. */
function mirrorsOf(values: SourceValues, config: ReadConfig | undefined) {
  const { mirror, trust, "public-key": publicKey, state } = values;
  const asked = { state, identities: [], quick: false } as const;
  if (mirror.length > 0) return { ...asked, mirrors: mirror, trust, publicKey };
  const { mirrors = [], trust: trustFile } = config?.config ?? {};
  if (config === undefined || trustFile === undefined || mirrors.length === 0) {
    const alone = Object.entries({ "--trust": trust, "--public-key": publicKey, "--state": state });
    const extra = alone.find(([, value]) => value !== undefined);
    if (extra !== undefined) throw needs(extra[0], "--mirror");
    return undefined;
  }
  const pinned = trust ?? (publicKey === undefined ? configPath(config, trustFile) : undefined);
  return { ...asked, mirrors: mirrors.map((one) => mirrorPath(config, one)), trust: pinned, publicKey };
}

/** A mirror that is a path is from the configuration’s folder, as every path there; in this one it is left as written. */
function mirrorPath(config: ReadConfig, mirror: string): string {
  const isUrl = /^[a-z][a-z0-9+.-]+:/i.test(mirror);
  return isUrl || config.folder === resolve(".") ? mirror : configPath(config, mirror);
}

function needs(option: string, other: string) {
  return failure(cliFaults["option-needs"], { option, other });
}

function conflict(option: string) {
  return failure(cliFaults["option-conflict"], { option, other: "--template" });
}
