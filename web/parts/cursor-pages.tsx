import { Pagination } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

type Props = { readonly next: string | null; readonly label: string };

/** Forward by the list's cursor; the cursors passed stand in the address, so that back works. */
export const CursorPages = ({ next, label }: Props) => {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const passed = search.getAll('cursor');
  if (next === null && passed.length === 0) return null;
  const goTo = (cursors: readonly string[]): void => {
    const changed = new URLSearchParams(search);
    changed.delete('cursor');
    for (const cursor of cursors) changed.append('cursor', cursor);
    setSearch(changed);
    window.scrollTo(0, 0);
  };
  return (
    <div className="pages">
      <Pagination
        accessibilityLabel={label}
        label={t('common.pageNumber', { number: passed.length + 1 })}
        hasPrevious={passed.length > 0}
        hasNext={next !== null}
        onPrevious={() => goTo(passed.slice(0, -1))}
        onNext={() => goTo([...passed, next ?? ''])}
      />
    </div>
  );
};

/** The cursor of the page that is shown; undefined on the first one. */
export const cursorOf = (search: URLSearchParams): string | undefined => search.getAll('cursor').at(-1);
