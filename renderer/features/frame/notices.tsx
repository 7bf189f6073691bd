import { dismiss, useNotices } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

/** Messages about no place in particular, over the foot of the screen. */
export function Notices() {
  const notices = useNotices((now) => now.notices);
  if (notices.length === 0) return null;
  return (
    <div className="absolute bottom-3 left-1/2 z-30 flex w-[min(560px,90%)] -translate-x-1/2 flex-col gap-2">
      {notices.map(({ id, kind, text, action }) => (
        <Notice
          key={id}
          kind={kind}
          onDismiss={() => dismiss(id)}
          action={
            action && (
              <Button
                small
                onClick={() => {
                  dismiss(id);
                  action.run();
                }}
              >
                {action.label}
              </Button>
            )
          }
        >
          {text}
        </Notice>
      ))}
    </div>
  );
}
