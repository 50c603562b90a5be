// What a learner has to know about their answer file: nothing is lost silently.

import type { Link } from "./link";

export function Notices({ link }: { link: Link }) {
  const { state } = link;
  return (
    <>
      {state.notice && (
        <p class="pmx-notice" role="alert">
          {state.notice}
        </p>
      )}
      {link.saving === "no answer" && (
        <p class="pmx-notice" role="alert">
          <strong>Not saved yet.</strong> The notebook's kernel does not answer: it may be busy, or
          it has stopped. Your work stays on this board. If the kernel was restarted, run this
          board's cell again, and your work will be taken over.
        </p>
      )}
      {state.changedElsewhere ? (
        <div class="pmx-notice" role="alert">
          <strong>Changed in another window.</strong> This exercise was saved somewhere else since
          you opened it here, so this board is not being saved. Which one do you want to keep?
          <div class="pmx-choices">
            <button type="button" onClick={() => void link.ask("take-other")}>
              Show the other one
            </button>
            <button type="button" onClick={() => void link.ask("keep-mine")}>
              Keep this one
            </button>
          </div>
          <span class="pmx-small">
            Either way nothing is lost: Undo brings this board back, and the other file is kept
            beside it.
          </span>
        </div>
      ) : (
        link.unsaved && (
          <p class="pmx-notice" role="alert">
            <strong>Not saved.</strong> {link.unsaved}
          </p>
        )
      )}
      {link.stranded && (
        <div class="pmx-notice" role="alert">
          <strong>Work from before.</strong> Some changes were made here while the kernel was away,
          and the saved answer has changed since.
          <div class="pmx-choices">
            <button type="button" onClick={() => link.settle(true)}>
              Use those changes
            </button>
            <button type="button" onClick={() => link.settle(false)}>
              Keep the saved answer
            </button>
          </div>
        </div>
      )}
      {link.problem && (
        <p class="pmx-notice" role="alert">
          {link.problem}
        </p>
      )}
    </>
  );
}
