import { readFileSync } from "node:fs";
import { compileAccess } from "/work/main/lib/iam/compile.ts";
import { prepare } from "/work/main/lib/audit/prepare.ts";
import { loadActions } from "/work/main/lib/actions/load.ts";
import { contractNeeds, violationsOf } from "/work/main/lib/cli/commands/access-repair-contract.ts";
import { repairAccess } from "/work/main/lib/iam/repair.ts";
const index = loadActions();
{
  const snapshot = JSON.parse(readFileSync("/tmp/g6/big.json","utf8"));
  const config = JSON.parse(readFileSync("/work/main/rollward.config.json","utf8"));
  let t = Date.now(); const lap=(s:string)=>{ console.log(s, Date.now()-t); t=Date.now(); };
  const p = prepare(snapshot, config); lap("prepare");
  const input: any = { ...p, snapshot, objectives:{}, now:new Date() };
  const v = violationsOf(input); lap("violations "+v.remove.length+" unknown "+v.unknown.length+" principals "+new Set(v.remove.map(x=>x.principal)).size);
  const keep = contractNeeds(input); lap("needs "+keep.length);
  const e = compileAccess(snapshot, index); lap("compile");
  e.supposing({}); lap("supposing");
  const by = Map.groupBy(v.remove, x=>x.principal);
  const some = [...by.values()].slice(0, 500).flat();
  const c = process.cpuUsage();
  const r = repairAccess(snapshot, e, {remove: some, keep});
  lap(some.length+" violations, edits "+r.edits.length+" unsolved "+r.unsolved.length+" "+r.smallest+" also "+r.alsoTakes.length+" cpu "+process.cpuUsage(c).user/1e6);
}
