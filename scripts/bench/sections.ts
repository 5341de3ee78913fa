/** All sections of the benchmark, in the order in which they run: one page first, then many. */
import { charts } from "./charts.ts";
import { checking } from "./checking.ts";
import { exporting } from "./exporting.ts";
import { importing, indexing } from "./indexing.ts";
import { listing } from "./listing.ts";
import { peers } from "./peers.ts";
import { registry } from "./registry.ts";
import { replacing } from "./replacing.ts";
import { saving } from "./saving.ts";
import { searching } from "./searching.ts";
import type { Section } from "./section.ts";
import { tagging } from "./tagging.ts";
import { editing, start } from "./window.ts";

export const sections: readonly Section[] = [
  saving,
  editing,
  tagging,
  importing,
  indexing,
  start,
  listing,
  searching,
  charts,
  registry,
  replacing,
  checking,
  exporting,
  peers,
];
