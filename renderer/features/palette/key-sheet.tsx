import { type Action, distinctActions } from '../../state/actions.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';

/** Keys of what is on screen, by heading. Of actions that share a key, the one that would run is listed. */
function byGroup(): [string, Action[]][] {
  const groups = new Map<string, Action[]>();
  for (const action of distinctActions()) {
    if (!action.keys?.length) continue;
    groups.set(action.group, [...(groups.get(action.group) ?? []), action]);
  }
  return [...groups];
}

export function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Keys of this screen" size="large">
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex lint/a11y/useSemanticElements: the list scrolls in small windows, so the keyboard must reach it
        <div role="group" aria-label="Keys" tabIndex={0} className="gap-8 sm:columns-2 lg:columns-3">
          {byGroup().map(([group, actions]) => (
            <section key={group} className="mb-4 break-inside-avoid">
              <h3 className="mb-1 text-sm font-semibold text-muted">{group}</h3>
              <dl>
                {actions.map(({ id, title, keys }) => (
                  <div key={id} className="flex items-center gap-2 py-0.5">
                    <dt className="min-w-0 flex-1 truncate">{title}</dt>
                    <dd className="flex shrink-0 gap-2">
                      {keys?.slice(0, 2).map((key) => (
                        <Kbd key={key} keys={key} />
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      )}
    </Dialog>
  );
}
