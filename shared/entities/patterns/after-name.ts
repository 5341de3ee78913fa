/** What stands behind a person's name: for the text that follows one, some four characters of it. */
import { sayings, strongSayings } from "../tables/speech.ts";
import { longestFirst } from "./longest-first.ts";

/** Says by itself that a person stood before. */
export const STRONG_AFTER = new RegExp(`^(?:${longestFirst(strongSayings.split("|"))})`, "u");
/** A name can end here. */
export const ENDS_NAME = new RegExp(`^(?:$|[^\\p{Script=Han}A-Za-z0-9]|${longestFirst(sayings.split("|"))})`, "u");
