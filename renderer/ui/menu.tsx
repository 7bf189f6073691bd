import { ContextMenu as Context } from '@base-ui/react/context-menu';
import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { cx } from '../lib/classes.ts';
import { Kbd } from './kbd.tsx';

/** One line of a menu; `'-'` in a list of items draws a separator. */
export interface MenuItem {
  id: string;
  label: ReactNode;
  run?: () => void;
  shortcut?: string | undefined;
  icon?: ReactNode;
  disabled?: boolean;
  danger?: boolean;
  /** Set on items that can be on or off. */
  checked?: boolean;
  items?: MenuItems;
}
export type MenuItems = readonly (MenuItem | '-')[];

const line =
  'flex h-7 items-center gap-2 rounded-sm px-2 outline-none data-highlighted:bg-raised data-disabled:opacity-45';

function Line({ item }: { item: MenuItem }) {
  const inside = (
    <>
      <span className="flex w-4 justify-center">
        {item.checked ? <Check size={14} aria-hidden /> : item.icon}
      </span>
      <span className="flex-1 truncate">{item.label}</span>
      {item.shortcut && <Kbd keys={item.shortcut} />}
    </>
  );
  if (item.items)
    return (
      <Base.SubmenuRoot>
        <Base.SubmenuTrigger className={line}>
          {inside}
          <span aria-hidden>›</span>
        </Base.SubmenuTrigger>
        <Popup items={item.items} side="right" />
      </Base.SubmenuRoot>
    );
  const common = { className: cx(line, item.danger && 'text-failure'), disabled: item.disabled ?? false };
  if (item.checked !== undefined)
    return (
      <Base.CheckboxItem {...common} checked={item.checked} onCheckedChange={() => item.run?.()} closeOnClick>
        {inside}
      </Base.CheckboxItem>
    );
  return (
    <Base.Item {...common} onClick={() => item.run?.()}>
      {inside}
    </Base.Item>
  );
}

/** Lines, or what makes them when the menu opens. */
export type MenuSource = MenuItems | (() => MenuItems);

function Lines({ items }: { items: MenuSource }) {
  return (typeof items === 'function' ? items() : items).map((item, at) =>
    item === '-' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: separators have no name of their own
      <Base.Separator key={at} className="my-1 h-px bg-line" />
    ) : (
      <Line key={item.id} item={item} />
    ),
  );
}

function Popup({
  items,
  side = 'bottom',
  align = 'start',
}: {
  items: MenuSource;
  side?: 'bottom' | 'right';
  align?: 'start' | 'end';
}) {
  return (
    <Base.Portal>
      <Base.Positioner side={side} align={align} sideOffset={4} className="z-50 outline-none">
        <Base.Popup className="popup max-h-[70vh] min-w-52 max-w-96 overflow-auto p-1">
          <Lines items={items} />
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

/** A button (or any element) that opens a menu. */
export function Menu({
  trigger,
  items,
  align,
}: {
  trigger: ReactElement<Record<string, unknown>>;
  items: MenuSource;
  align?: 'start' | 'end';
}) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Popup items={items} {...(align ? { align } : {})} />
    </Base.Root>
  );
}

/** The same lines on a right click (or the menu key) anywhere inside `children`. */
export function ContextMenu({
  items,
  children,
  className,
  onOpen,
}: {
  items: MenuSource;
  children: ReactNode;
  className?: string;
  onOpen?: () => void;
}) {
  return (
    <Context.Root onOpenChange={(open) => open && onOpen?.()}>
      <Context.Trigger className={className}>{children}</Context.Trigger>
      <Popup items={items} />
    </Context.Root>
  );
}
