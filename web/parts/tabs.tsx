import { useEffect, useRef, type ReactNode } from 'react';

type Props = {
  readonly label: string;
  /** Changes with the chosen one, which is then brought into view. */
  readonly chosen: string;
  readonly children: ReactNode;
};

/** Links or buttons in a row, of which one is chosen; on the phone the row is pushed sideways. */
export const Tabs = ({ label, chosen, children }: Props) => {
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    const current = row.current?.querySelector('[aria-current], [aria-pressed="true"]');
    current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [chosen]);
  return (
    <nav className="tabs" aria-label={label} ref={row}>
      {children}
    </nav>
  );
};
