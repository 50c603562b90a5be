// What anywidget asks of a widget: begin, draw it, and clear it away.

import { render } from "preact";
import { carry } from "./carried";
import { Frame } from "./frame";
import { Link, type Memory } from "./link";
import type { Model } from "./protocol";
import "./styles/index.css";

export default {
  /** Called once for each board, whether or not it ever comes into view. */
  initialize({ model }: { model: Model }): () => void {
    return carry(model);
  },

  render({ model, el }: { model: Model; el: HTMLElement }): () => void {
    const link = new Link(model, pageMemory(), location.pathname);
    render(<Frame link={link} />, el);
    return () => {
      render(null, el);
      link.close();
    };
  },
};

/** This tab's own memory; none where the browser forbids it. */
function pageMemory(): Memory | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
