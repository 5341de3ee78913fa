/**
 * The one registry of commands: what the palette, menus, tooltips, the shortcuts sheet and the shortcut gate all use.
 * A command asks the store and the open view's session; it knows no component.
 */
import type { EntityType, Role } from "../../shared/model/settings.ts";
import type { Actions } from "./actions.ts";
import { type Command, commandContext } from "./command.ts";
import { corpusCommands } from "./corpus-commands.ts";
import { documentCommands } from "./document-commands.ts";
import { entityCommands } from "./entity-commands.ts";
import { generalCommands } from "./general-commands.ts";
import { proofingCommands } from "./proofing-commands.ts";
import type { AppStore } from "./store.ts";
import { suggestionCommands } from "./suggestion-commands.ts";
import { textCommands } from "./text-commands.ts";

/**
 * All commands for the corpus that is open. Build again when its roles or types change.
 */
export function buildCommands(
  store: AppStore,
  actions: Actions,
  roles: readonly Role[],
  types: readonly EntityType[],
): Command[] {
  const context = commandContext(store, actions, roles, types);
  return [
    ...generalCommands(context),
    ...documentCommands(context),
    ...textCommands(context),
    // Before the entities', which have the same keys where there are no findings to go to.
    ...proofingCommands(context),
    ...suggestionCommands(context),
    ...entityCommands(context),
    ...corpusCommands(context),
  ];
}
