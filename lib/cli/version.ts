import about from "../../package.json" with { type: "json" };

/** The version of Rollward, from its one source. */
export const version: string = about.version;
