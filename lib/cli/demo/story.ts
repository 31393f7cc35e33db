import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { cp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { exits } from "../../base/exit.ts";
import { formatInstant } from "../../base/time.ts";
import type { Context } from "../command.ts";
import { flipBit, plantSet, rollBack, swapParts } from "./attacks.ts";
import { deployAndAudit, sabotageAndAudit, writeReport } from "./accounts.ts";
import { demoWords as words } from "./demo-words.ts";
import type { Stage } from "./stage.ts";

/** Where everything of the story lies. */
interface Scene {
  readonly out: string;
  readonly keys: string;
  readonly state: string;
  /** The roll of the third evening. */
  readonly roll: string;
  readonly mirrors: readonly [string, string, string];
  /** Options that most commands of the story share. */
  readonly trust: readonly string[];
}

/** Plays the story from the keys to the restored roll. */
export async function playStory(stage: Stage, out: string, voters: number, context: Context): Promise<void> {
  const keys = join(out, "keys");
  const mirrors = [join(out, "mirrors/a"), join(out, "mirrors/b"), join(out, "mirrors/c")] as const;
  const roll = join(out, "register/roll-3.ndjson");
  const scene: Scene = {
    out,
    keys,
    state: join(out, "state"),
    roll,
    mirrors,
    trust: ["--trust", join(keys, "trust.json")],
  };
  await mkdir(join(out, "mirrors"));
  await mkdir(join(out, "register"));
  const office = await deployAndAudit(stage, out);
  stage.chapter(words.keys);
  stage.expect(words.keysDone, await stage.run("keys", "new", "--out", keys, "--office", "alder"), {
    exit: exits.ok,
  });
  await sealThreeSets(stage, scene, voters);
  await checkMirrors(stage, scene);
  await attack(stage, scene, context);
  const sabotaged = await sabotageAndAudit(stage, out, office);
  const facts = ["--template", sabotaged, "--config", office.config, ...mirrorFlags(mirrors), ...scene.trust];
  await writeReport(stage, out, [...facts, "--state", scene.state]);
  await loseAndRestore(stage, scene);
}

function mirrorFlags(mirrors: readonly string[]): readonly string[] {
  return mirrors.flatMap((mirror) => ["--mirror", mirror]);
}

function sealFlags({ keys, trust }: Scene): readonly string[] {
  return ["--recipients", join(keys, "recipients.txt"), "--signing-key", join(keys, "signing.key"), ...trust];
}

async function sealThreeSets(stage: Stage, scene: Scene, voters: number): Promise<void> {
  stage.chapter(words.roll, { voters });
  for (const day of [1, 2, 3]) {
    const path = join(scene.out, `register/roll-${day}.ndjson`);
    // A few more voters every day.
    const count = voters - 3 * 7 + 7 * day;
    const made = await stage.run(
      "roll",
      "synth",
      "--voters",
      String(count),
      "--seed",
      "alder",
      "--out",
      path,
    );
    if (made.exit !== exits.ok) throw made.error ?? new Error("the demo could not invent its roll");
  }
  stage.line(words.rollDone, { sha256: await sha256File(scene.roll) });
  stage.chapter(words.seal);
  for (const day of [1, 2, 3]) {
    const path = join(scene.out, `register/roll-${day}.ndjson`);
    const argv = [
      "seal",
      "--roll",
      path,
      ...mirrorFlags(scene.mirrors),
      ...sealFlags(scene),
      "--state",
      scene.state,
    ];
    if (day === 1) stage.show(scene.out, ...argv);
    const outcome = await stage.run(...argv);
    const { sealedBytes = 0 } = (outcome.result ?? {}) as { sealedBytes?: number };
    stage.expect(words.sealed, outcome, { exit: exits.ok }, { sequence: day, megabytes: sealedBytes / 1e6 });
  }
}

async function checkMirrors(stage: Stage, { out, mirrors, trust, keys, state }: Scene): Promise<void> {
  const identity = ["--identity", join(keys, "identity-1.txt")];
  stage.chapter(words.verify);
  const all = [...mirrorFlags(mirrors), ...trust, "--state", state];
  stage.show(out, "verify", ...all, ...identity);
  stage.expect(words.verified, await stage.run("verify", ...all, ...identity), { exit: exits.ok });
  stage.chapter(words.audit);
  stage.show(out, "audit", ...all);
  stage.expect(words.audited, await stage.run("audit", ...all), {
    exit: exits.findings,
    code: "backup-places",
  });
}

async function attack(stage: Stage, scene: Scene, context: Context): Promise<void> {
  const { out, mirrors, trust, state, keys } = scene;
  stage.chapter(words.attacks);
  const attacked = async (
    name: string,
    act: (mirror: string) => Promise<void>,
  ): Promise<readonly string[]> => {
    const copy = join(out, "attacks", name);
    await cp(mirrors[1], copy, { recursive: true });
    await act(copy);
    return ["verify", "--mirror", copy, ...trust, "--state", state];
  };
  const integrity = (code: string) => ({ exit: exits.integrity, code });
  stage.expect(words.bit, await stage.run(...(await attacked("bit", flipBit))), integrity("part-altered"));
  stage.expect(words.swap, await stage.run(...(await attacked("swap", swapParts))), integrity("part-length"));
  stage.expect(
    words.rollback,
    await stage.run(...(await attacked("rollback", rollBack))),
    integrity("rolled-back"),
  );

  const forger = join(out, "attacks/forger");
  const strange = join(out, "attacks/stranger");
  await stage.run("keys", "new", "--out", strange);
  const forged = join(out, "attacks/forged.ndjson");
  await stage.run("roll", "synth", "--voters", "1000", "--seed", "stranger", "--out", forged);
  const recipients = [
    "--recipients",
    join(keys, "recipients.txt"),
    "--signing-key",
    join(strange, "signing.key"),
  ];
  for (let set = 1; set <= 4; set++)
    await stage.run("seal", "--roll", forged, "--mirror", forger, ...recipients);
  const open = ["--public-key", join(strange, "signing.pub"), "--identity", join(keys, "identity-2.txt")];
  const opened = await stage.run(
    "restore",
    "--mirror",
    forger,
    ...open,
    "--to",
    join(out, "attacks/opened.ndjson"),
  );
  stage.expect(words.forgeOpens, opened, { exit: exits.ok });
  const planted = await attacked("forgery", (mirror) => plantSet(mirror, forger));
  stage.expect(words.forge, await stage.run(...planted), integrity("manifest-signature"));

  const later = formatInstant(new Date(context.clock().getTime() + 30 * 3_600_000));
  const forgotten = await stage.run(
    "verify",
    "--mirror",
    mirrors[1],
    ...trust,
    "--state",
    state,
    "--now",
    later,
  );
  stage.expect(words.stale, forgotten, { exit: exits.findings, code: "stale" });
}

async function loseAndRestore(
  stage: Stage,
  { out, roll, mirrors, trust, keys, state }: Scene,
): Promise<void> {
  stage.chapter(words.lost);
  const sealed = await sha256File(roll);
  for (const lost of [join(out, "register"), mirrors[0], mirrors[1]]) await rm(lost, { recursive: true });
  const database = join(out, "restored.db");
  const identity = ["--identity", join(keys, "identity-2.txt"), "--state", state];
  const argv = ["restore", "--mirror", mirrors[2], ...trust, ...identity, "--to", `sqlite:${database}`];
  stage.show(out, ...argv);
  const back = await stage.run(...argv);
  const { voters = 0 } = (back.result ?? {}) as { voters?: number };
  stage.expect(words.restored, back, { exit: exits.ok }, { voters });
  stage.check(words.same, sha256Database(database) === sealed);
}

async function sha256File(path: string): Promise<string> {
  const digest = createHash("sha256");
  for await (const block of createReadStream(path, { highWaterMark: 1 << 20 }))
    digest.update(block as Buffer);
  return digest.digest("hex");
}

/** The roll as the database gives it back, hashed line by line. */
function sha256Database(path: string): string {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const digest = createHash("sha256");
    for (const { record } of database.prepare("SELECT record FROM voter ORDER BY rowid").iterate()) {
      digest.update(`${String(record)}\n`);
    }
    return digest.digest("hex");
  } finally {
    database.close();
  }
}
