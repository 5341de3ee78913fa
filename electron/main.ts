/** The desktop program: puts Electron, the shell and the host together. Nothing else belongs here. */
import { join, resolve } from "node:path";
import * as electron from "electron";
import { GalleyError } from "../shared/errors.ts";
import { dispatch } from "./host/dispatch.ts";
import { createHost } from "./host.ts";
import { findPlaces } from "./shell/places.ts";
import { reportDefect } from "./shell/report.ts";
import { keepHeapSmall } from "./shell/small-heap.ts";
import { readCorpusArgument } from "./windows/arguments.ts";
import { runDesktopShell } from "./windows/desktop-shell.ts";

// A packaged program is started without V8's flags.
keepHeapSmall();
const { app, dialog } = electron;
const places = findPlaces();
// The system's own setting, where the user has not moved it.
const documentsDir = process.env.GALLEY_DOCUMENTS ? places.documentsDir : app.getPath("documents");
const seedsDir = app.isPackaged ? join(process.resourcesPath, "seeds") : join(app.getAppPath(), "seeds");
const corpus = readCorpusArgument(process.argv);

function tell(error: unknown): void {
  // Without a window this is the only way to tell, for a program that was started from an icon.
  dialog.showErrorBox("Galley 校样", error instanceof GalleyError ? error.message : "Galley could not start.");
  if (!(error instanceof GalleyError)) reportDefect(error);
  app.exit(1);
}

// Not awaited: Electron becomes ready only after this module has run to its end.
runDesktopShell({
  electron,
  corpus: corpus === null ? null : resolve(corpus),
  userDataDir: places.userDataDir,
  createHost: ({ chooseFolder, ...services }) =>
    createHost({
      shell: "electron",
      userDataDir: places.userDataDir,
      documentsDir,
      seedsDir,
      nativeDialogs: { chooseFolder },
      ...services,
    }),
  dispatch,
}).catch(tell);
