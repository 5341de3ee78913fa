/** What goes with the open page, for the components below: its findings, its suggestions. */
import type { ReactNode } from "react";
import type { PageProofing } from "../findings/page-proofing.ts";
import { ProofingContext } from "../findings/use-proofing.ts";
import type { PageSuggestions } from "../suggestions/page-suggestions.ts";
import { SuggestionsContext } from "../suggestions/use-suggestions.ts";

interface PageContextsProps {
  proofing: PageProofing;
  suggestions: PageSuggestions;
  children: ReactNode;
}

export function PageContexts({ proofing, suggestions, children }: PageContextsProps) {
  return (
    <ProofingContext value={proofing}>
      <SuggestionsContext value={suggestions}>{children}</SuggestionsContext>
    </ProofingContext>
  );
}
