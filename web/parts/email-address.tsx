import { Fragment } from 'react';

/** An address that breaks, where it must, before the @ or a dot rather than within a word. */
export const EmailAddress = ({ children }: { readonly children: string }) => (
  <span className="email">
    {children.split(/(?=[@.])/).map((part, place) => (
      // The parts of an address never change their places.
      <Fragment key={place}>
        {place === 0 ? null : <wbr />}
        {part}
      </Fragment>
    ))}
  </span>
);
