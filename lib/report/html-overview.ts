import { html } from "hono/html";
import type { Status } from "../audit/finding.ts";
import { say, type Lang } from "../base/words.ts";
import type { Markup } from "./html-finding.ts";
import { htmlWords as words } from "./html-words.ts";
import type { Section } from "./outline.ts";
import { statusWords } from "./text-words.ts";

const columns = ["fail", "unknown", "pass", "not-applicable"] as const;

/**
 * How many questions of each practice ended how. The roles say what a table says by itself: on a narrow window its
 * rows are laid out as a grid, which would take them from those who listen.
 */
export function overview(sections: readonly Section[], lang: Lang): Markup {
  return html`<table role="table">
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${say(words.practice, lang)}</th>
        ${columns.map(
          (status) => html`<th role="columnheader" scope="col">${say(statusWords[status], lang)}</th>`,
        )}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${sections.map(
        (section) =>
          html`<tr role="row">
            <th role="rowheader" scope="row">
              <a href="#${sectionAnchor(section, lang)}">${section.id ?? ""} ${say(section.title, lang)}</a>
            </th>
            ${columns.map((status) => html`<td role="cell" class="${status}">${cell(section, status)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function cell({ groups, aside }: Section, status: Status): number {
  if (status === "not-applicable") return aside.flatMap(({ checks }) => checks).length;
  return groups.filter((group) => group.status === status).length;
}

/** Where a practice stands on the page. */
export function sectionAnchor({ id }: Section, lang: Lang): string {
  return `${lang}-${id ?? "other"}`;
}
