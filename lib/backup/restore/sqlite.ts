import { DatabaseSync } from "node:sqlite";
import type { Manifest } from "../manifest.ts";
import type { OpenedPart } from "./part-source.ts";

/**
 * One table, `voter`: the record as it was sealed, and columns computed from it, so that what a program reads and
 * what was sealed can never differ. `roll` says which set this is.
 */
const schema = `
  CREATE TABLE voter (
    record TEXT NOT NULL,
    voter_id TEXT GENERATED ALWAYS AS (record ->> '$.VoterId') VIRTUAL,
    county TEXT GENERATED ALWAYS AS (record ->> '$.County') VIRTUAL,
    precinct TEXT GENERATED ALWAYS AS (record ->> '$.Precinct') VIRTUAL,
    status TEXT GENERATED ALWAYS AS (record ->> '$.Status') VIRTUAL,
    last_name TEXT GENERATED ALWAYS AS (record ->> '$.Name.LastName') VIRTUAL,
    first_name TEXT GENERATED ALWAYS AS (record ->> '$.Name.FirstName') VIRTUAL,
    date_of_birth TEXT GENERATED ALWAYS AS (record ->> '$.DateOfBirth') VIRTUAL,
    registration_date TEXT GENERATED ALWAYS AS (record ->> '$.RegistrationDate') VIRTUAL,
    protected INTEGER GENERATED ALWAYS AS (record ->> '$.Protected') VIRTUAL
  );
  CREATE TABLE roll (
    office TEXT NOT NULL, chain TEXT NOT NULL, sequence INTEGER NOT NULL, taken_at TEXT NOT NULL,
    voter_schema TEXT NOT NULL, voters_in_set INTEGER NOT NULL
  );
`;

const lineFeed = 0x0a;

/**
 * Fills an empty database file. No journal and no syncing: the file has another name until it is complete, and the
 * caller syncs it before it gets its own.
 */
export async function fillDatabase(
  path: string,
  parts: AsyncIterable<OpenedPart>,
  manifest: Manifest,
): Promise<void> {
  const database = new DatabaseSync(path);
  try {
    database.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE");
    database.exec(schema);
    database.exec("BEGIN");
    const insert = database.prepare("INSERT INTO voter (record) VALUES (?)");
    for await (const { lines } of parts) {
      for (let start = 0; start < lines.length;) {
        const end = lines.indexOf(lineFeed, start);
        insert.run(lines.toString("utf8", start, end));
        start = end + 1;
      }
    }
    const { office, chain, sequence, takenAt, schema: voterSchema, voters } = manifest;
    database
      .prepare("INSERT INTO roll VALUES (?, ?, ?, ?, ?, ?)")
      .run(office, chain, sequence, takenAt, voterSchema, voters);
    database.exec("CREATE UNIQUE INDEX voter_by_id ON voter (voter_id)");
    database.exec("COMMIT");
  } finally {
    database.close();
  }
}
