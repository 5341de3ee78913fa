/** The editor's state: the document with the plugins that keep it sound, without a view. Tests run on exactly this. */
import { history } from "prosemirror-history";
import { EditorState, type Plugin, Selection } from "prosemirror-state";
import type { Codec } from "./codec.ts";
import type { Mode } from "./editor-api.ts";
import { findingsPlugin } from "./plugins/findings.ts";
import { integrityPlugin } from "./plugins/integrity.ts";
import { modePlugin } from "./plugins/mode.ts";
import { relatingPlugin } from "./plugins/relating.ts";
import { suggestionsPlugin } from "./plugins/suggestions.ts";
import { taggingRulesPlugin } from "./plugins/tagging-rules.ts";
import { undoEventsPlugin } from "./plugins/undo-events.ts";
import { entityDetailsPlugin } from "./steps/entity-details.ts";
import { proofingNotesPlugin } from "./steps/proofing-notes.ts";
import { relationsPlugin } from "./steps/relations.ts";

export interface StateOptions {
  codec: Codec;
  /** The decoded source text. */
  source: string;
  mode: Mode;
  readOnly: boolean;
  /** Plugins that need a view: keys, pointer, clipboard. */
  plugins?: readonly Plugin[];
}

// Deep enough for a day's work on one page; a step is small.
const undoDepth = 2000;

export function createState({ codec, source, mode, readOnly, plugins = [] }: StateOptions): EditorState {
  return EditorState.create({
    doc: codec.doc,
    selection: Selection.atStart(codec.doc),
    plugins: [
      entityDetailsPlugin(codec.details),
      proofingNotesPlugin(codec.notes),
      relationsPlugin(codec.relations),
      findingsPlugin(),
      taggingRulesPlugin(),
      suggestionsPlugin(),
      modePlugin({ mode, readOnly }),
      // Behind the mode, which it ends with.
      relatingPlugin(),
      integrityPlugin(source),
      history({ depth: undoDepth }),
      ...plugins,
      // Last, so that it closes the undo event behind everything that others append.
      undoEventsPlugin(),
    ],
  });
}
