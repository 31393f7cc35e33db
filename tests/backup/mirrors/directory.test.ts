import { openMirror } from "../../../lib/backup/mirrors/open.ts";
import { conformance } from "./conformance.ts";
import { testFolder } from "./folder.ts";

conformance("a folder", async () => {
  const folder = await testFolder();
  return {
    mirror: folder.mirror,
    reopen: () => openMirror(folder.root, { create: false }),
    plant: (key, bytes) => folder.put(key, bytes),
    dispose: () => folder.dispose(),
  };
});
