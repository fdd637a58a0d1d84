import { Button, ButtonGroup, Select, Text, TextField } from '@shopify/polaris';
import { ArrowDownIcon, ArrowUpIcon, DeleteIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import type { Block } from '../../api/flows.ts';
import { BLOCK_TYPES, mayHaveText, moveBlock, newBlock, withText } from './blocks.ts';

type Props = {
  readonly blocks: readonly Block[];
  readonly errorOf: (place: number) => string | undefined;
  readonly onChange: (blocks: readonly Block[]) => void;
};

/** The parts of a mail from top to bottom. The footer with the sender and the way out cannot be removed. */
export const BlockList = ({ blocks, errorOf, onChange }: Props) => {
  const { t } = useTranslation();
  const replace = (place: number, block: Block): void =>
    onChange(blocks.map((one, at) => (at === place ? block : one)));
  const add = (type: string): void => {
    const chosen = BLOCK_TYPES.find((one) => one === type);
    if (chosen === undefined) return;
    const footer = blocks.findIndex((block) => block.type === 'footer');
    const place = footer === -1 ? blocks.length : footer;
    onChange([...blocks.slice(0, place), newBlock(chosen), ...blocks.slice(place)]);
  };
  return (
    <div>
      <Text as="h3" variant="headingSm">
        {t('texts.blocks')}
      </Text>
      <ol className="blocks">
        {blocks.map((block, place) => (
          <li key={`${block.type}-${place}`}>
            <BlockHead
              block={block}
              place={place}
              count={blocks.length}
              onMove={(by) => onChange(moveBlock(blocks, place, by))}
              onRemove={() => onChange(blocks.filter((_one, at) => at !== place))}
            />
            {mayHaveText(block) ? (
              <TextField
                label={t('texts.textOf', { block: t(`blocks.${block.type}`), number: place + 1 })}
                labelHidden
                value={block.text ?? ''}
                multiline={block.type === 'text' ? 4 : false}
                autoComplete="off"
                error={errorOf(place)}
                onChange={(text) => replace(place, withText(block, text))}
              />
            ) : null}
          </li>
        ))}
      </ol>
      <Select
        label={t('texts.addBlock')}
        value=""
        options={[
          { value: '', label: t('texts.chooseBlock') },
          ...BLOCK_TYPES.map((type) => ({ value: type, label: t(`blocks.${type}`) })),
        ]}
        onChange={add}
      />
    </div>
  );
};

type HeadProps = {
  readonly block: Block;
  readonly place: number;
  readonly count: number;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
};

const BlockHead = ({ block, place, count, onMove, onRemove }: HeadProps) => {
  const { t } = useTranslation();
  const name = { block: t(`blocks.${block.type}`), number: place + 1 };
  return (
    <div className="block-head">
      <Text as="span" fontWeight="semibold">
        {name.block}
      </Text>
      {block.type === 'footer' ? (
        <Text as="span" tone="subdued" variant="bodySm">
          {t('texts.footerStays')}
        </Text>
      ) : (
        <ButtonGroup gap="extraTight">
          <Button
            icon={ArrowUpIcon}
            variant="tertiary"
            disabled={place === 0}
            accessibilityLabel={t('texts.moveUp', name)}
            onClick={() => onMove(-1)}
          />
          <Button
            icon={ArrowDownIcon}
            variant="tertiary"
            disabled={place >= count - 2}
            accessibilityLabel={t('texts.moveDown', name)}
            onClick={() => onMove(1)}
          />
          <Button
            icon={DeleteIcon}
            variant="tertiary"
            accessibilityLabel={t('texts.removeBlock', name)}
            onClick={onRemove}
          />
        </ButtonGroup>
      )}
    </div>
  );
};
