import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useTimeline } from '../../api/carts.ts';
import { Loaded } from '../../parts/loading.tsx';
import { Section } from '../../parts/section.tsx';
import { useWriting } from '../../words/writing.ts';

/** The timeline of a cart, the latest first. */
export const Story = ({ cartId }: { readonly cartId: string }) => {
  const { t } = useTranslation();
  const writing = useWriting();
  return (
    <Section title={t('story.title')}>
      <Loaded query={useTimeline(cartId)}>
        {({ items }) =>
          items.length === 0 ? (
            <Text as="p" tone="subdued">
              {t('story.none')}
            </Text>
          ) : (
            <ol className="story">
              {items.toReversed().map((item, place) => (
                <li key={`${item.at}-${item.kind}-${place}`}>
                  <time dateTime={item.at}>{writing.dateTime(item.at)}</time>
                  <span>{item.text}</span>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </Section>
  );
};
