/** The plan of a view: there as long as the view is, thrown away with it. */
import { useEffect, useState, useSyncExternalStore } from "react";
import { useApp } from "../../app/context.tsx";
import { PlanRun, type PlanState } from "./plan-run.ts";

export function usePlanRun(): [PlanRun, PlanState] {
  const { api } = useApp();
  const [run] = useState(() => new PlanRun(api));
  useEffect(() => () => run.discard(), [run]);
  return [run, useSyncExternalStore(run.subscribe, run.getState)];
}
