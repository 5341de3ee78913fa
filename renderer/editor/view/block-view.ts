/**
 * How a block is drawn: one plain element that holds the text itself and nothing of ours. It takes over any change of
 * attributes (role, pieces, id) without being made anew, because a re-made element kills the composition in it.
 */
import type { Node as PMNode } from "prosemirror-model";
import type { NodeView, ViewMutationRecord } from "prosemirror-view";
import type { Role } from "../../../shared/model/settings.ts";
import { blockAttrs, isBlock } from "../schema.ts";

/** Names of roles in the interface's language, and the drawn blocks that show them. */
export class RoleLabels {
  readonly #views = new Set<BlockView>();
  #labels = new Map<string, string>();

  constructor(roles: readonly Role[], language: "zh" | "en") {
    this.set(roles, language);
  }

  set(roles: readonly Role[], language: "zh" | "en"): void {
    this.#labels = new Map(roles.map(({ id, label }) => [id, label[language]]));
    for (const view of this.#views) view.label();
  }

  labelOf(role: string): string {
    return this.#labels.get(role) ?? role;
  }

  add(view: BlockView): void {
    this.#views.add(view);
  }

  remove(view: BlockView): void {
    this.#views.delete(view);
  }
}

export class BlockView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  readonly #labels: RoleLabels;
  #node: PMNode;

  constructor(node: PMNode, labels: RoleLabels) {
    this.dom = document.createElement("p");
    this.contentDOM = this.dom;
    this.#labels = labels;
    this.#node = node;
    this.#show();
    labels.add(this);
  }

  update(node: PMNode): boolean {
    if (!isBlock(node)) return false;
    const { id, role } = blockAttrs(this.#node);
    const next = blockAttrs(node);
    this.#node = node;
    if (id !== next.id || role !== next.role) this.#show();
    return true;
  }

  #show(): void {
    const { id, role } = blockAttrs(this.#node);
    this.dom.dataset.block = id;
    this.dom.dataset.role = role;
    this.label();
  }

  /** Shows the role's name in the margin (by CSS, from an attribute). */
  label(): void {
    this.dom.dataset.label = this.#labels.labelOf(blockAttrs(this.#node).role);
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type === "attributes";
  }

  destroy(): void {
    this.#labels.remove(this);
  }
}
