import * as z from "zod/mini";
import { parseJson } from "../../base/json.ts";
import { parseInstant } from "../../base/time.ts";
import type { FoundExport } from "./export.ts";

/** Shapes of what DynamoDB writes beside exported data; keys that we do not read may come and go. */
const count = z.int().check(z.nonnegative());
const summaryShape = z.object({
  exportArn: z.string().check(z.regex(/^arn:[\w:/.-]{1,500}$/)),
  tableArn: z.string(),
  exportTime: z.string(),
  manifestFilesS3Key: z.string(),
  itemCount: count,
  outputFormat: z.literal("DYNAMODB_JSON"),
  exportType: z.optional(z.literal("FULL_EXPORT")),
});
const fileShape = z.object({
  itemCount: count,
  md5Checksum: z.string().check(z.regex(/^[A-Za-z0-9+/]{22}==$/)),
  dataFileS3Key: z.string(),
});

/** One file of an export: gzip of lines `{"Item":{…}}`. */
export interface ExportFile {
  readonly key: string;
  readonly items: number;
  /** MD5 of the file as it lies there, base64: DynamoDB gives no other; it finds accidents, not attackers. */
  readonly md5: string;
}

export const summaryName = "manifest-summary.json";
export const filesName = "manifest-files.json";

/**
 * The export whose summary `text` lies in `folder`; or what does not fit.
 * Source: docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html
 */
export function parseSummary(
  text: string,
  folder: string,
  tableArn: string | undefined,
): FoundExport | { readonly wrong: string } {
  const parsed = summaryShape.safeParse(parseJson(text));
  if (!parsed.success) return { wrong: (parsed.error.issues[0]?.path ?? []).join(".") || "JSON" };
  const { exportArn, exportTime, itemCount, manifestFilesS3Key } = parsed.data;
  const moment = parseInstant(exportTime);
  if (moment === undefined) return { wrong: "exportTime" };
  if (tableArn !== undefined && parsed.data.tableArn !== tableArn) return { wrong: "tableArn" };
  if (manifestFilesS3Key !== `${folder}${filesName}`) return { wrong: "manifestFilesS3Key" };
  return { id: exportArn, exportTime: moment, items: itemCount, folder };
}

/** The files that `text`, one JSON object a line, lists; or what does not fit. None may lie outside the export. */
export function parseFiles(text: string, folder: string): readonly ExportFile[] | { readonly wrong: string } {
  const files: ExportFile[] = [];
  const seen = new Set<string>();
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const parsed = fileShape.safeParse(parseJson(line));
    if (!parsed.success) return { wrong: `${index + 1}` };
    const { dataFileS3Key: key, itemCount: items, md5Checksum: md5 } = parsed.data;
    const name = key.startsWith(`${folder}data/`) ? key.slice(`${folder}data/`.length) : "";
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,200}\.json\.gz$/.test(name) || seen.has(key))
      return { wrong: `${index + 1}` };
    seen.add(key);
    files.push({ key, items, md5 });
  }
  return files;
}
