/** An export of the register's table that is finished. */
export interface FoundExport {
  /** Its ARN: what tells one export from another. */
  readonly id: string;
  /** The moment of the table that it shows. */
  readonly exportTime: Date;
  readonly items: number;
  /** Folder of all its files, with a slash at the end. */
  readonly folder: string;
}

/** Where exports lie. */
export interface ExportStore {
  /** For error sentences. */
  readonly place: string;
  /** The finished export of the latest moment. @throws RollwardError aws-refused, export-damaged */
  newest(): Promise<FoundExport | undefined>;
  /**
   * The roll that an export holds, line by line in canonical form, in no order; each file is checked against the
   * export's own list as it ends, and all of them against its count.
   *
   * @throws RollwardError aws-refused, export-damaged; line-… for an item that is no voter
   */
  roll(found: FoundExport): AsyncIterable<Uint8Array>;
}
