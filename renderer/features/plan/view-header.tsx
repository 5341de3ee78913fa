/** The bar over a view of the corpus: the way back, what this is, what can be chosen. */
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useApp } from "../../app/context.tsx";
import { MainMenu } from "../../app/main-menu.tsx";
import { IconButton } from "../../ui/button.tsx";

export function ViewHeader({ title, back, children }: { title: string; back: string; children?: ReactNode }) {
  const { actions } = useApp();
  return (
    <header className="topbar">
      <IconButton name={back} onClick={() => actions.goBack()}>
        <ArrowLeft size={18} aria-hidden />
      </IconButton>
      <div className="topbar-title">
        <h1 className="truncate">{title}</h1>
      </div>
      {children}
      <MainMenu />
    </header>
  );
}
