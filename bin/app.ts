import { main } from "../lib/stacks/main.ts";

process.exitCode = await main((text) => process.stderr.write(text));
