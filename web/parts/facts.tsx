import type { ReactNode } from 'react';

type Props = { readonly facts: readonly (readonly [string, ReactNode])[] };

/** Names and what they are, line by line. */
export const Facts = ({ facts }: Props) => (
  <dl className="facts">
    {facts.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
