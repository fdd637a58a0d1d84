import type { ReactNode } from 'react';

export type Column<Row> = {
  readonly id: string;
  readonly title: string;
  /** Shown on the phone without its title. */
  readonly isLead?: boolean;
  /** Numbers stand at the right. */
  readonly isNumber?: boolean;
  readonly hidesTitle?: boolean;
  /** A small button that stands in the corner of the row's card on the phone. */
  readonly isCorner?: boolean;
  readonly cell: (row: Row) => ReactNode;
};

type Props<Row> = {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  /** Stands inside a padded card. */
  readonly isInset?: boolean;
};

/** A table on the desk, a card for each row on the phone; to a screen reader a table on both, hence the roles. */
export const Table = <Row,>({ label, columns, rows, idOf, isInset }: Props<Row>) => (
  <div className="table-frame" data-inset={isInset}>
    <table className="table" aria-label={label} role="table">
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.id} scope="col" role="columnheader" data-number={column.isNumber}>
              <span className={column.hidesTitle === true ? 'hidden-title' : undefined}>{column.title}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={idOf(row)} role="row">
            {columns.map((column) => (
              <Cell key={column.id} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Cell = <Row,>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) => (
  <td
    role="cell"
    data-title={column.isLead === true || column.hidesTitle === true ? undefined : column.title}
    data-lead={column.isLead}
    data-number={column.isNumber}
    data-corner={column.isCorner}
  >
    {column.cell(row)}
  </td>
);
